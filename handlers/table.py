"""The table of commands: the source of /help and of the platforms' command menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.ports import Draft
from bot.render.language import N_, Say
from bot.render.text.help import Line, Section
from handlers import completing, start
from handlers.core import newest, undo
from handlers.core.call import Call, Reply
from handlers.core.wording import Tail, Wording
from handlers.evidence import (
    attach,
    dated,
    files,
    judge,
    keeping,
    number,
    pack,
    receipts,
    remove,
    reuse,
    template,
    waive,
)
from handlers.people import (
    deputies,
    deputy_form,
    forget,
    handover,
    invitations,
    join,
    lead,
    leave,
    link,
    objection,
    official_name,
    privacy,
    roles,
    unlink,
)
from handlers.plans import (
    calendar,
    case,
    clone,
    end,
    history,
    holiday,
    report,
    revise,
    settings,
    setup,
    sop,
    sop_edit,
    sop_import,
    sop_review,
    sop_versions,
    status,
    timeline,
    weekly,
)
from handlers.steps import (
    acknowledge,
    agenda,
    assignments,
    attend,
    closing_answered,
    cutoff,
    done,
    extend,
    lesson,
    minutes,
    obstacle,
    progress,
    quorum,
    requests,
    skip,
    snooze,
    verify,
    way,
    whatif,
)

THAI = "th"
TELLING = frozenset({"files", "getfile", "help", "start"})

Handler = Callable[[Call], Reply | None]
AnswerHandler = Callable[[Call, Draft], Reply | None]


@dataclass(frozen=True, slots=True)
class Command:
    """`tail`: what may follow the Thai word. `hidden`: in no menu; without words, only buttons
    use it.
    """

    name: str
    handler: Handler
    summary: str = ""
    words: tuple[str, ...] = ()
    section: Section | None = None
    """Of the help; None: that does not name it."""
    example: str = ""
    is_common: bool = False
    tail: Tail = Tail.NUMBER
    choices: tuple[str, ...] = ()
    after_step: tuple[str, ...] = ()
    dated: bool = False
    asks_platform: bool = False
    hidden: bool = False
    under_files: Handler | None = None
    """What it is as their caption: it waits until they are kept, their receipt offers it."""
    bare: Callable[[Call], newest.Deed] | None = None
    """Typed alone, it stands for the command line that takes this back."""
    short: str = ""
    """The word by which a question names it, if not the first."""
    serves: str = ""
    """The command that people type, of which this is a part."""
    unadministered: bool = False
    """Only where the platform tells no administrators is it a command at all."""
    linking: bool = False
    """In the help only where several platforms are served."""

    @property
    def line(self) -> Line | None:
        """What the help says of it."""
        if self.section is None:
            return None
        name, word, summary = self.name, self.words[0], self.summary
        words = self.tail in (Tail.NOTE, Tail.PAPER, Tail.NAME, Tail.TEXT, Tail.CHOICE)
        return Line(name, word, summary, self.section, self.example, self.is_common, words)

    @property
    def only_tells(self) -> bool:
        """It changes nothing."""
        return self.section is Section.FOLLOWING or self.name in TELLING

    def typed(self, say: Say) -> str:
        """As people type it: a Thai word, elsewhere with a slash."""
        word = self.short or next(iter(self.words), "")
        return word if word and say.language == THAI else f"/{self.name}"


COMMANDS: tuple[Command, ...] = (
    Command(
        "status",
        status.status,
        N_("Where the steps stand"),
        ("สถานะ",),
        Section.FOLLOWING,
        tail=Tail.YEAR,
        is_common=True,
    ),
    Command(
        "done",
        done.done,
        N_("Close a step"),
        ("ปิดขั้นตอน", "เสร็จ", "เสร็จแล้ว", "แล้วเสร็จ"),
        Section.RECORDING,
        example="3",
        tail=Tail.NOTE,
        after_step=("เสร็จแล้ว", "แล้วเสร็จ", "เสร็จเรียบร้อยแล้ว", "เสร็จสิ้นแล้ว", "เรียบร้อยแล้ว"),
        is_common=True,
        under_files=attach.attach,
        short="เสร็จ",
    ),
    Command(
        "verify",
        verify.verify,
        N_("Verify what was reported as completed"),
        ("ตรวจรับ",),
        Section.STEPS,
        example="7",
        tail=Tail.NOTE,
    ),
    Command(
        "return",
        verify.send_back,
        N_("Send back what was reported, to be revised"),
        ("ส่งกลับ",),
        Section.STEPS,
        example=N_("7 {day} reason"),
        tail=Tail.NOTE,
        dated=True,
    ),
    Command(
        "attach",
        attach.attach,
        N_("Attach a file to a step"),
        ("แนบ", "แนบหลักฐาน", "แนบเอกสาร", "แนบไฟล์", "แนบลิงก์", "ส่งหลักฐาน"),
        Section.RECORDING,
        example="3",
        tail=Tail.PAPER,
        is_common=True,
    ),
    Command(
        "files",
        files.files,
        N_("The files of the steps"),
        ("เอกสาร",),
        Section.RECORDING,
        example="3",
        tail=Tail.YEAR,
    ),
    Command(
        "plan",
        status.plan,
        N_("All steps with their dates"),
        ("แผน",),
        Section.FOLLOWING,
        tail=Tail.NONE,
    ),
    Command(
        "timeline",
        timeline.timeline,
        N_("A picture of the steps over the year"),
        ("ไทม์ไลน์", "แผนภูมิ", "ภาพไทม์ไลน์"),
        Section.FOLLOWING,
        tail=Tail.YEAR,
    ),
    Command(
        "flow",
        timeline.flow,
        N_("The flow chart of the SOP, with where each step stands"),
        ("ผังกระบวนการ", "ผังงาน"),
        Section.FOLLOWING,
        tail=Tail.YEAR,
    ),
    Command(
        "calendar",
        calendar.calendar,
        N_("The dates for your own calendar"),
        ("ปฏิทิน", "ไฟล์ปฏิทิน"),
        Section.FOLLOWING,
        tail=Tail.YEAR,
    ),
    Command(
        "my",
        status.my,
        N_("My steps"),
        ("งานของฉัน", "งานของผม", "งานของดิฉัน"),
        Section.FOLLOWING,
        tail=Tail.NONE,
        is_common=True,
    ),
    Command(
        "progress",
        progress.progress,
        N_("Report progress in per cent"),
        ("ความก้าวหน้า", "คืบหน้า"),
        Section.RECORDING,
        example="5 42",
        tail=Tail.NOTE,
        is_common=True,
    ),
    Command(
        "sop",
        sop.sop,
        N_("What the SOP says"),
        ("คู่มือ",),
        Section.FOLLOWING,
        tail=Tail.CHOICE,
        choices=(
            *("วัตถุประสงค์", "ขอบเขต", "คำจำกัดความ", "ความรับผิดชอบ"),
            *("สัญลักษณ์ที่ใช้", "สัญลักษณ์"),
            *sop.COPY,
        ),
    ),
    Command(
        "date",
        extend.fix_day,
        N_("Fix the day of a meeting"),
        ("กำหนดวัน",),
        Section.STEPS,
        example=N_("9 {day} 13.30"),
        tail=Tail.NOTE,
        dated=True,
    ),
    Command(
        "agenda",
        agenda.agenda,
        N_("The agenda of a meeting"),
        ("ระเบียบวาระ", "วาระ", "ระเบียบวาระการประชุม"),
        Section.STEPS,
        example="9",
        tail=Tail.VERB,
        choices=(*agenda.ADD, *agenda.DROP, *agenda.UP, *agenda.DOWN),
        under_files=attach.minuted,
    ),
    Command(
        "attend",
        attend.attend,
        N_("Say whether you come to a meeting"),
        ("เข้าประชุม", "ตอบรับการประชุม"),
        Section.RECORDING,
        example=N_("9 comes"),
        tail=Tail.VERB,
        choices=(*attend.WORDS, attend.NAMES),
    ),
    Command(
        "minutes",
        minutes.minutes,
        N_("The minutes of a meeting"),
        ("รายงานการประชุม",),
        Section.STEPS,
        example="9",
        tail=Tail.VERB,
        choices=(
            *(minutes.RESOLVE, minutes.NOTE, minutes.ASSIGN),
            *(minutes.DONE, minutes.ANEW, *minutes.DROP),
        ),
        under_files=attach.minuted,
    ),
    Command(
        "extend",
        extend.extend,
        N_("Extend a due date"),
        ("ขยายเวลา",),
        Section.STEPS,
        example=N_("6 {day} reason"),
        tail=Tail.NOTE,
        dated=True,
    ),
    Command(
        "whatif",
        whatif.what_if,
        N_("What moves if a step is late"),
        ("ถ้า", "หาก"),
        Section.FOLLOWING,
        example=N_("4 10"),
        tail=Tail.CASE,
    ),
    Command(
        "quorum",
        quorum.quorum,
        words=("ยืนยันร่วม", "การยืนยันร่วม"),
        tail=Tail.NOTE,
        hidden=True,
    ),
    Command(
        "approve",
        requests.approve,
        words=("อนุมัติขยายเวลา",),
        hidden=True,
        serves="extend",
    ),
    Command(
        "decline",
        requests.decline,
        words=("ไม่อนุมัติขยายเวลา",),
        tail=Tail.NOTE,
        hidden=True,
        serves="extend",
    ),
    Command(
        "snooze",
        snooze.snooze,
        N_("Pause reminders of a step here"),
        ("พักแจ้งเตือน",),
        Section.RECORDING,
        example="5",
        tail=Tail.DAYS,
    ),
    Command(
        "unsnooze",
        snooze.resume,
        words=("ยกเลิกพักแจ้งเตือน", "ยกเลิกการพักแจ้งเตือน"),
        hidden=True,
    ),
    Command(
        "skip",
        skip.skip,
        N_("A step is not carried out this year"),
        ("ไม่ดำเนินการ",),
        Section.STEPS,
        example=N_("8 reason"),
        tail=Tail.NOTE,
    ),
    Command(
        "reopen",
        skip.reopen,
        N_("Open a closed step again"),
        ("ยกเลิกการปิด",),
        Section.STEPS,
        example=N_("4 reason"),
        tail=Tail.NOTE,
    ),
    Command(
        "lesson",
        lesson.lesson,
        N_("Note what was learnt; read all of it"),
        ("บทเรียน",),
        Section.RECORDING,
        example=N_("4 what was learnt"),
        tail=Tail.NOTE,
    ),
    Command(
        "undo",
        undo.undo,
        N_("Take back what was just done"),
        ("เลิกทำ",),
        Section.RECORDING,
        tail=Tail.NONE,
        bare=newest.deed,
    ),
    Command(
        "history",
        history.history,
        N_("Who did what, and when"),
        ("ประวัติ",),
        Section.FOLLOWING,
        tail=Tail.YEAR,
    ),
    Command(
        "weekly",
        weekly.weekly,
        N_("The weekly summary now"),
        ("สรุปสัปดาห์",),
        Section.FOLLOWING,
        tail=Tail.NONE,
    ),
    Command(
        "join",
        join.join,
        N_("Join the responsible parties"),
        ("ลงชื่อ", "เข้าร่วม"),
        Section.BELONGING,
        tail=Tail.TEXT,
        is_common=True,
    ),
    Command(
        "leave",
        leave.leave,
        N_("Leave a responsible party"),
        ("ถอนชื่อ",),
        Section.BELONGING,
        tail=Tail.NONE,
    ),
    Command(
        "assign",
        roles.assign,
        N_("Assign a person to a party"),
        ("มอบหมาย",),
        Section.PEOPLE,
        tail=Tail.TEXT,
    ),
    Command(
        "lead",
        lead.lead,
        N_("Name who is mainly responsible for a step"),
        ("ผู้รับผิดชอบหลัก",),
        Section.PEOPLE,
        example="7",
        tail=Tail.NOTE,
    ),
    Command(
        "chair",
        roles.chair,
        N_("Name the chair"),
        ("กำหนดประธาน",),
        Section.PEOPLE,
        tail=Tail.TEXT,
    ),
    Command(
        "secretary",
        roles.secretary,
        N_("Name a secretary"),
        ("กำหนดเลขานุการ",),
        Section.PEOPLE,
        tail=Tail.TEXT,
        asks_platform=True,
    ),
    Command(
        "deputy",
        deputies.deputy,
        N_("Name a deputy for some days"),
        ("รักษาการ", "ผู้รักษาการ", "ปฏิบัติราชการแทน"),
        Section.PEOPLE,
        tail=Tail.TEXT,
    ),
    Command(
        "actingchair",
        deputies.for_chair,
        words=("รักษาการประธาน", "รักษาการแทนประธาน", "ปฏิบัติราชการแทนประธาน"),
        tail=Tail.TEXT,
        hidden=True,
        serves="deputy",
    ),
    Command(
        "actingsecretary",
        deputies.for_secretary,
        words=("รักษาการเลขานุการ", "รักษาการแทนเลขานุการ", "ปฏิบัติราชการแทนเลขานุการ"),
        tail=Tail.TEXT,
        hidden=True,
        serves="deputy",
    ),
    Command(
        "deputyend",
        deputies.end,
        words=("ยกเลิกรักษาการ", "ยกเลิกการรักษาการ", "สิ้นสุดการรักษาการ"),
        tail=Tail.NONE,
        hidden=True,
    ),
    Command(
        "setup",
        setup.setup,
        N_("Make the plan of a fiscal year"),
        ("จัดทำแผน", "สร้างแผน"),
        Section.PLANNING,
        tail=Tail.NOTE,
        asks_platform=True,
    ),
    Command(
        "clone",
        clone.clone,
        N_("Make next year's plan from this one"),
        ("แผนปีถัดไป", "จัดทำแผนปีถัดไป", "แผนปีหน้า"),
        Section.PLANNING,
        tail=Tail.NONE,
        asks_platform=True,
    ),
    Command(
        "case",
        case.case,
        N_("Open a case; list the open ones"),
        ("เปิดเรื่อง", "เปิดเรื่องใหม่", "รับเรื่องใหม่"),
        Section.RECORDING,
        example=N_("complaint about the road"),
        tail=Tail.NAME,
    ),
    Command(
        "cases",
        case.cases,
        words=("เรื่อง", "เรื่องที่เปิดอยู่"),
        tail=Tail.REGISTER,
        hidden=True,
        serves="case",
    ),
    Command(
        "report",
        report.report,
        N_("The report of a round as Word and Excel"),
        ("จัดทำรายงาน",),
        Section.PLANNING,
        example="1",
        tail=Tail.ROUND,
    ),
    Command(
        "evidence",
        pack.evidence,
        N_("The evidence with its index, to be handed in"),
        ("ชุดหลักฐาน",),
        Section.PLANNING,
        example="1",
        tail=Tail.ROUND,
        choices=pack.LATIN,
    ),
    Command(
        "holiday",
        holiday.holiday,
        N_("Days off: list, add, remove"),
        ("วันหยุด",),
        Section.PLANNING,
        tail=Tail.CHOICE,
        choices=("เพิ่ม", "ลบ"),
        dated=True,
    ),
    Command(
        "template",
        template.template,
        N_("The office's own form for reports (Word)"),
        ("แม่แบบรายงาน", "แม่แบบ"),
        Section.PLANNING,
        tail=Tail.NONE,
    ),
    Command(
        "import",
        sop_import.bring,
        N_("Bring the office's own SOP from its Word file"),
        ("นำเข้า SOP", "นำเข้า sop", "นำเข้าSOP", "นำเข้าคู่มือ"),
        Section.PLANNING,
        tail=Tail.NONE,
        asks_platform=True,
    ),
    Command(
        "editsop",
        sop_edit.edit,
        N_("Correct the steps of the SOP"),
        ("แก้ไข SOP", "แก้ไข sop", "แก้ไขSOP", "แก้ไขคู่มือ"),
        Section.PLANNING,
        example=N_("5 duration 10 days"),
        tail=Tail.NOTE,
        asks_platform=True,
    ),
    Command(
        "sopversions",
        sop_versions.versions,
        words=("ฉบับ SOP", "ฉบับ sop", "ฉบับSOP", "ฉบับของ SOP", "ฉบับคู่มือ"),
        tail=Tail.NONE,
        asks_platform=True,
        hidden=True,
    ),
    Command(
        "review",
        sop_review.review,
        asks_platform=True,
        hidden=True,
    ),
    Command(
        "sopuse",
        sop_versions.use,
        asks_platform=True,
        hidden=True,
    ),
    Command(
        "sopaway",
        sop_versions.put_away,
        asks_platform=True,
        hidden=True,
    ),
    Command(
        "revise",
        revise.revise,
        hidden=True,
    ),
    Command(
        "sopfile",
        sop_versions.file,
        asks_platform=True,
        hidden=True,
        serves="sopversions",
    ),
    Command(
        "settings",
        settings.settings,
        N_("Times, language, test notice"),
        ("ตั้งค่า",),
        Section.PLANNING,
        tail=Tail.NONE,
    ),
    Command(
        "end",
        end.end,
        N_("End, cancel or redo a plan"),
        ("ปิดแผน", "สิ้นสุดแผน"),
        Section.PLANNING,
        tail=Tail.YEAR,
    ),
    Command(
        "link",
        link.link,
        N_("Link or part my accounts on two platforms"),
        ("เชื่อมบัญชี",),
        Section.BELONGING,
        tail=Tail.TEXT,
        linking=True,
    ),
    Command(
        "unlink",
        unlink.unlink,
        words=("ยกเลิกการเชื่อมบัญชี", "ยกเลิกเชื่อมบัญชี", "แยกบัญชี"),
        tail=Tail.NONE,
        hidden=True,
    ),
    Command(
        "privacy",
        privacy.privacy,
        N_("My personal data: what is kept"),
        ("ข้อมูลส่วนบุคคล", "ข้อมูลของฉัน"),
        Section.BELONGING,
        tail=Tail.NONE,
    ),
    Command(
        "forget",
        forget.forget,
        N_("Erase my personal data"),
        ("ลบข้อมูลของฉัน", "ลบข้อมูลส่วนบุคคล", "ลบข้อมูล", "ขอลบข้อมูล"),
        Section.BELONGING,
        tail=Tail.NONE,
    ),
    Command(
        "help",
        start.help_,
        N_("What I can do"),
        ("ช่วยเหลือ", "คำสั่งทั้งหมด"),
        Section.BELONGING,
        tail=Tail.NONE,
    ),
    Command(
        "start",
        start.start,
        N_("Who I am and what I keep"),
        tail=Tail.NONE,
    ),
    Command(
        "testnotice",
        settings.test_notice,
        words=("ทดลองแจ้งเตือน",),
        tail=Tail.NONE,
        hidden=True,
    ),
    Command(
        "ack",
        acknowledge.acknowledge,
        hidden=True,
    ),
    Command(
        "checkin",
        acknowledge.check_in,
        hidden=True,
    ),
    Command(
        "resolved",
        obstacle.resolved,
        words=("แก้ไขอุปสรรคแล้ว", "ถอนอุปสรรค"),
        hidden=True,
    ),
    Command(
        "followup",
        acknowledge.hand_to_secretary,
        hidden=True,
    ),
    Command(
        "document",
        receipts.choose_document,
        hidden=True,
    ),
    Command(
        "waive",
        waive.waive,
        words=("ยกเว้นเอกสาร",),
        tail=Tail.NOTE,
        hidden=True,
    ),
    Command(
        "unwaive",
        waive.unwaive,
        words=("ยกเลิกการยกเว้นเอกสาร", "ยกเลิกยกเว้นเอกสาร"),
        tail=Tail.NOTE,
        hidden=True,
    ),
    Command(
        "accept",
        judge.accept,
        words=("ตรวจรับเอกสาร", "รับเอกสาร"),
        tail=Tail.LABEL,
        hidden=True,
    ),
    Command(
        "sendback",
        judge.send_back,
        words=("ส่งกลับเอกสาร",),
        tail=Tail.LABEL,
        hidden=True,
    ),
    Command(
        "dated",
        dated.dated,
        words=("วันที่เอกสาร",),
        tail=Tail.LABEL,
        hidden=True,
    ),
    Command(
        "undated",
        dated.take_back,
        hidden=True,
    ),
    Command(
        "attachto",
        attach.attach_to,
        hidden=True,
        serves="attach",
    ),
    Command(
        "reuse",
        reuse.reuse,
        hidden=True,
        serves="attach",
    ),
    Command(
        "getfile",
        files.get_file,
        hidden=True,
    ),
    Command(
        "purge",
        keeping.purge,
        words=("ลบไฟล์ของแผน", "ลบเอกสารของแผน"),
        tail=Tail.YEAR,
        hidden=True,
    ),
    Command(
        "removefile",
        files.remove_file,
        hidden=True,
    ),
    Command(
        "restorefile",
        remove.restore_file,
        hidden=True,
    ),
    Command(
        "unattach",
        remove.take_back_file,
        hidden=True,
    ),
    Command(
        "form",
        setup.form,
        hidden=True,
        asks_platform=True,
    ),
    Command(
        "cutoff",
        cutoff.cutoff,
        hidden=True,
    ),
    Command(
        "named",
        official_name.named,
        hidden=True,
    ),
    Command(
        "number",
        number.number,
        hidden=True,
    ),
    Command(
        "party",
        join.party_pressed,
        hidden=True,
    ),
    Command(
        "formername",
        official_name.take_name_back,
        hidden=True,
    ),
    Command(
        "works",
        progress.works,
        hidden=True,
        serves="progress",
    ),
    Command(
        "grant",
        roles.grant,
        hidden=True,
    ),
    Command(
        "appoint",
        roles.appoint,
        hidden=True,
        asks_platform=True,
    ),
    Command(
        "deputyfor",
        deputy_form.fill,
        hidden=True,
        serves="deputy",
    ),
    Command(
        "deputyback",
        deputies.back,
        hidden=True,
    ),
    Command(
        "handover",
        handover.hand_over,
        hidden=True,
    ),
    Command(
        "handback",
        handover.hand_back,
        hidden=True,
    ),
    Command(
        "withdraw",
        invitations.withdraw,
        hidden=True,
    ),
    Command(
        "quit",
        leave.quit_team,
        hidden=True,
    ),
    Command(
        "expel",
        leave.expel,
        hidden=True,
    ),
    Command(
        "readmit",
        leave.readmit,
        hidden=True,
    ),
    Command(
        "takeover",
        roles.take_over,
        hidden=True,
        asks_platform=True,
    ),
    Command(
        "object",
        objection.objection,
        words=("คัดค้าน",),
        tail=Tail.NONE,
        asks_platform=True,
        hidden=True,
        unadministered=True,
    ),
    Command(
        "cancel",
        start.cancel,
        hidden=True,
    ),
)

HELP: tuple[Line, ...] = tuple(line for c in COMMANDS if (line := c.line))
HELP_ON_ONE: tuple[Line, ...] = tuple(line for c in COMMANDS if (line := c.line) and not c.linking)
"""Where one platform is served."""

BY_NAME: Mapping[str, Command] = {c.name: c for c in COMMANDS}


def _wordings(*, administered: bool) -> Mapping[str, Wording]:
    return {
        c.name: Wording(c.words, c.tail, c.choices, c.dated, c.after_step)
        for c in COMMANDS
        if (c.words or not c.hidden) and not (administered and c.unadministered)
    }


GRAMMAR: Mapping[str, Wording] = _wordings(administered=True)
"""Of every platform."""
GRAMMARS: Mapping[bool, Mapping[str, Wording]] = {
    True: GRAMMAR,
    False: _wordings(administered=False),
}
"""By whether the platform tells who administers a group."""

ANSWERS: Mapping[str, AnswerHandler] = {
    official_name.QUESTION: official_name.name_answered,
    deputy_form.QUESTION: deputy_form.answered,
    "ask:setup": setup.answered,
    "ask:cutoff": cutoff.answered,
    "ask:number": number.answered,
    "ask:attach": attach.step_answered,
    "ask:obstacle": acknowledge.obstacle_answered,
    "ask:remove": remove.reason_answered,
    dated.QUESTION: dated.answered,
    template.QUESTION: template.answered,
    sop_import.QUESTION: sop_import.answered,
    sop_review.QUESTION: sop_review.answered,
    sop_edit.QUESTION: sop_edit.answered,
    "ask:progress": progress.answered,
    way.QUESTION: closing_answered.answered,
    "ask:holiday": holiday.answered,
    "ask:settings": settings.answered,
    "ask:reason": completing.answered,
    agenda.QUESTION: agenda.answered,
    attend.DELEGATE: attend.delegate_answered,
    attend.REASON: attend.reason_answered,
    minutes.QUESTION: minutes.answered,
    assignments.QUESTION: assignments.answered,
}
