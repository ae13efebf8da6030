from tests.scheduler.conftest import office as office
