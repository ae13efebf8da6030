"""What cannot be done is told to the page in a sentence that says what to do next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.demo.web.page import language_of
from bot.demo.web.posting import ButtonGone, NotHere
from bot.domain.errors import Missing, Refusal, SopbotError
from bot.render.language import Say, speaker
from bot.render.text import refusals
from scheduler.incidents import incident

Endpoint = Callable[[Request], Awaitable[Response]]


def answering(endpoint: Endpoint) -> Endpoint:
    """The endpoint, whatever goes wrong in it; a bug is logged by its place, never by what people
    wrote."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody reads it
        except Exception as error:
            return _told(say_of(request), error)

    return answer


def say_of(request: Request) -> Say:
    return speaker(language_of(request))


def _told(say: Say, error: Exception) -> Response:
    match error:
        case Refusal():
            return _error(say, error, HTTPStatus.UNPROCESSABLE_ENTITY)
        case ButtonGone():
            return _error(say, Refusal("button-expired"), HTTPStatus.CONFLICT)
        case NotHere() | Missing():
            return _error(say, Refusal("web-not-here"), HTTPStatus.NOT_FOUND)
        case SopbotError():
            return _error(say, Refusal("web-failed"), HTTPStatus.SERVICE_UNAVAILABLE)
    broken = Refusal("web-broken", number=incident("web", error))
    return _error(say, broken, HTTPStatus.INTERNAL_SERVER_ERROR)


def _error(say: Say, refusal: Refusal, status: HTTPStatus) -> Response:
    return JSONResponse({"error": refusals.text(say, refusal).plain}, status)
