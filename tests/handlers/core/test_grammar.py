import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.core.grammar import Spoken, Vocabulary, parse
from handlers.core.wording import Tail, Wording

WORDS: Vocabulary = {
    "help": Wording(("ช่วยเหลือ",)),
    "setup": Wording(("จัดทำแผน", "สร้างแผน"), Tail.NOTE),
    "join": Wording(("ลงชื่อ", "เข้าร่วม"), Tail.TEXT),
    "leave": Wording(("ถอนชื่อ",)),
    "assign": Wording(("มอบหมาย",), Tail.TEXT),
    "status": Wording(("สถานะ",), Tail.NUMBER),
    "plan": Wording(("แผน",)),
    "timeline": Wording(("ไทม์ไลน์", "แผนภูมิ")),
    "sop": Wording(("คู่มือ",), Tail.CHOICE, ("วัตถุประสงค์", "ขอบเขต")),
    "done": Wording(
        ("ปิดขั้นตอน", "เสร็จ", "เสร็จแล้ว", "แล้วเสร็จ"), Tail.NOTE, after_step=("เสร็จแล้ว", "แล้วเสร็จ")
    ),
    "skip": Wording(("ไม่ดำเนินการ",), Tail.NOTE),
    "attach": Wording(("แนบ", "แนบหลักฐาน", "แนบเอกสาร", "แนบไฟล์", "ส่งหลักฐาน"), Tail.NOTE),
    "files": Wording(("เอกสาร",), Tail.YEAR),
    "report": Wording(("จัดทำรายงาน",), Tail.ROUND),
    "evidence": Wording(("ชุดหลักฐาน",), Tail.ROUND, ("latin", "ชื่อละติน")),
    "waive": Wording(("ยกเว้นเอกสาร",), Tail.NOTE),
    "accept": Wording(("รับเอกสาร",), Tail.LABEL),
    "sendback": Wording(("ส่งกลับเอกสาร",), Tail.LABEL),
    "dated": Wording(("วันที่เอกสาร",), Tail.LABEL),
    "progress": Wording(("ความก้าวหน้า", "คืบหน้า"), Tail.NOTE),
    "my": Wording(("งานของฉัน",)),
    "date": Wording(("กำหนดวัน",), Tail.NOTE),
    "agenda": Wording(("ระเบียบวาระ", "วาระ"), Tail.VERB, ("เพิ่ม", "ลบ")),
    "extend": Wording(("ขยายเวลา",), Tail.NOTE),
    "snooze": Wording(("พักแจ้งเตือน",), Tail.DAYS),
    "whatif": Wording(("ถ้า",), Tail.CASE),
    "holiday": Wording(("วันหยุด",), Tail.CHOICE, ("เพิ่ม", "ลบ")),
    "end": Wording(("ปิดแผน", "สิ้นสุดแผน")),
}
LONG = "เรียนทุกท่าน วันนี้ประชุมเรื่องแผน " * 400


def heard(text: str, bot: str = "sopbot") -> Spoken | None:
    return parse(text, WORDS, bot)


@pytest.mark.parametrize(
    ("text", "command", "arguments"),
    [
        ("เสร็จ", "done", ""),
        ("เสร็จแล้วค่ะ", "done", ""),
        ("เสร็จแล้วคะ", "done", ""),
        ("เสร็จแล้วครับ 🙏🏻", "done", ""),
        ("เสร็จแล้ว นะคะ", "done", ""),
        ("เสร็จแล้ว!!", "done", ""),
        ("ปิดแผน", "end", ""),
        ("เอกสาร 2569", "files", "2569"),
        ("เอกสารปีงบประมาณ พ.ศ. ๒๕๖๙ ค่ะ", "files", "ปีงบประมาณ พ.ศ. ๒๕๖๙"),
        ("เอกสาร 4 ปี 2569", "files", "4 ปี 2569"),
        ("สิ้นสุดแผน !", "end", ""),
        ("เสร็จ 3 ส่งแล้ว !", "done", "3 ส่งแล้ว"),
        ("แล้วเสร็จ", "done", ""),
        ("เสร็จ 3", "done", "3"),
        ("เสร็จ3", "done", "3"),
        ("เสร็จ๓", "done", "๓"),
        ("เสร็จ #3", "done", "#3"),
        ("เสร็จ: 3", "done", "3"),
        ("เสร็จแล้วข้อ 3", "done", "ข้อ 3"),
        ("เสร็จแล้ว ข้อ 3 ค่า", "done", "ข้อ 3"),
        ("เสร็จขั้นตอน3จ้า", "done", "ขั้นตอน3"),
        ("เสร็จ 3 แล้วค่ะ", "done", "3"),
        ("เสร็จ 3 เรียบร้อยแล้วครับ", "done", "3"),
        ("ปิดขั้นตอนที่ ๓ ค่ะ", "done", "ที่ ๓"),
        ("ปิดขั้นตอน 3 เมื่อวาน", "done", "3 เมื่อวาน"),
        ("เสร็จ 3 15 ต.ค. 69 ส่งสารบรรณแล้วค่ะ", "done", "3 15 ต.ค. 69 ส่งสารบรรณแล้ว"),
        ("เสร็จ 15 ต.ค. 69", "done", "15 ต.ค. 69"),
        ("เสร็จ วันที่ 15 ตุลาคม ค่ะ", "done", "วันที่ 15 ตุลาคม"),
        ("เสร็จ 31/2/2570", "done", "31/2/2570"),
        ("เสร็จ 3 โครงการอนุมัติแล้ว", "done", "3 โครงการอนุมัติแล้ว"),
        ("เสร็จ 3\nส่งหนังสือแล้ว\nรอตอบกลับ", "done", "3\nส่งหนังสือแล้ว\nรอตอบกลับ"),
        ("  \u200fเสร็จ\u200b 3\u200e ", "done", "3"),
        ("เสร็จ2แล้วจ้า", "done", "2"),
        ("เสร็จ 2-4", "done", "2-4"),
        ("เสร็จ 2,3 ค่ะ", "done", "2,3"),
        ("เสร็จ 2 และ 3", "done", "2 และ 3"),
        ("ขั้นตอนที่ 2 เสร็จแล้วค่ะ", "done", "ขั้นตอนที่ 2"),
        ("ขั้นตอน๒แล้วเสร็จ!", "done", "ขั้นตอน๒"),
        ("สถานะ", "status", ""),
        ("สถานะค่ะ", "status", ""),
        ("สถานะ ขั้นตอนที่ 5 ครับ", "status", "ขั้นตอนที่ 5"),
        ("สถานะข้อ๕", "status", "ข้อ๕"),
        ("แผน", "plan", ""),
        ("เเผน", "plan", ""),
        ("แผนครับผม", "plan", ""),
        ("แผนภูมิ", "timeline", ""),
        ("ไทม์ไลน์จ้า", "timeline", ""),
        ("เอกสาร 4", "files", "4"),
        ("งานของฉัน", "my", ""),
        ("ไม่ดำเนินการ 8 ปีนี้ไม่มีงบประมาณ", "skip", "8 ปีนี้ไม่มีงบประมาณ"),
        ("คืบหน้า 5 42% รอวิทยากร", "progress", "5 42% รอวิทยากร"),
        ("ความก้าวหน้า ร้อยละ 42", "progress", "ร้อยละ 42"),
        ("กำหนดวัน 2 15 ต.ค. 69 เวลา 09.00 น.", "date", "2 15 ต.ค. 69 เวลา 09.00 น."),
        ("ระเบียบวาระ 9 เพิ่ม ทบทวนแผน", "agenda", "9 เพิ่ม ทบทวนแผน"),
        ("วาระ 9", "agenda", "9"),
        ("ขยายเวลา 6 31/3/2570 รอผลตรวจ", "extend", "6 31/3/2570 รอผลตรวจ"),
        ("พักแจ้งเตือน 3 วัน", "snooze", "3 วัน"),
        ("ยกเว้นเอกสาร 4 2 ใช้ฉบับเดิม", "waive", "4 2 ใช้ฉบับเดิม"),
        ("จัดทำรายงาน", "report", ""),
        ("จัดทำรายงานรอบที่ ๒ ค่ะ", "report", "รอบที่ ๒"),
        ("จัดทำรายงาน รอบแรก", "report", "รอบแรก"),
        ("จัดทำรายงาน รอบ 5 เดือนหลัง 2569", "report", "รอบ 5 เดือนหลัง 2569"),
        ("จัดทำรายงาน ทั้งปี", "report", "ทั้งปี"),
        ("ชุดหลักฐาน รอบ 1 ชื่อละติน", "evidence", "รอบ 1 ชื่อละติน"),
        ("รับเอกสาร ๔-๐๒ ค่ะ", "accept", "๔-๐๒"),
        ("ส่งกลับเอกสาร 4-02 ยังไม่ลงนาม", "sendback", "4-02 ยังไม่ลงนาม"),
        ("วันที่เอกสาร 4-02 3 ก.พ. 2570", "dated", "4-02 3 ก.พ. 2570"),
        ("จัดทำแผน 1/10/2569", "setup", "1/10/2569"),
        ("แนบ 5 สรุปกิจกรรม KM", "attach", "5 สรุปกิจกรรม KM"),
        ("แนบ5", "attach", "5"),
        ("แนบหลักฐาน ๕", "attach", "๕"),
        ("แนบหลักฐานขั้นตอนที่ 5 ใบลงชื่อ", "attach", "ขั้นตอนที่ 5 ใบลงชื่อ"),
        ("แนบเอกสาร5 ฉบับลงนาม", "attach", "5 ฉบับลงนาม"),
        ("แนบไฟล์ข้อ ๕ค่ะ", "attach", "ข้อ ๕"),
        ("ส่งหลักฐาน 5\nสรุปกิจกรรม", "attach", "5\nสรุปกิจกรรม"),
        ("คู่มือ วัตถุประสงค์", "sop", "วัตถุประสงค์"),
        ("คู่มือวัตถุประสงค์ค่ะ", "sop", "วัตถุประสงค์"),
        ("คู่มือ ขั้นตอนที่ 5", "sop", "ขั้นตอนที่ 5"),
        ("ถ้าขั้นตอนที่ 4 ช้า 10 วัน?", "whatif", "ขั้นตอนที่ 4 ช้า 10 วัน?"),
        ("วันหยุด", "holiday", ""),
        ("วันหยุด เพิ่ม 31/12/2569 วันสิ้นปี", "holiday", "เพิ่ม 31/12/2569 วันสิ้นปี"),
        ("วันหยุดลบ 31/12/2569", "holiday", "ลบ 31/12/2569"),
        ("ลงชื่อ นพ.สมชาย ใจดี นายแพทย์ชำนาญการ", "join", "นพ.สมชาย ใจดี นายแพทย์ชำนาญการ"),
        ("ลงชื่อ สมหญิง วัฒนะ ค่ะ", "join", "สมหญิง วัฒนะ"),
        ("มอบหมาย @somying นักวิชาการ", "assign", "@somying นักวิชาการ"),
    ],
)
def test_a_thai_word_with_its_arguments_is_a_command(
    text: str, command: str, arguments: str
) -> None:
    assert heard(text) == Spoken(command, arguments)


@pytest.mark.parametrize(
    "text",
    ["", "🙏", "/", "3", "ครับ", "รับทราบค่ะ", "เสร็จแล้วไปกินข้าวกัน", "เสร็จแล้ว ไปกินข้าวกัน",
     "เสร็จแล้ว\nไปกินข้าวกัน", "เสร็จยัง", "เสร็จยังคะ", "เสร็จหรือยังครับ", "เสร็จแล้วใช่ไหม",
     "เสร็จแล้ว?", "เสร็จ 3?", "เสร็จ 3 ยัง", "เสร็จ 3 แล้วใช่ไหมคะ", "เสร็จข้อ 3 หรือยังคะ 😅",
     "ชุดหลักฐาน รอบ 1 ต้องส่งเมื่อไร", "ชุดหลักฐานครบแล้ว",
     "จัดทำรายงาน รอบ 1 เสร็จแล้ว", "จัดทำรายงาน 2 เรื่อง", "จัดทำรายงานรอบ 1 หรือยัง",
     "เสร็จ 3 คนแล้ว", "เสร็จ 3 คนค่ะ", "เสร็จ 2 เรื่องแล้ว เหลืออีก 1", "เสร็จ 5 โมง",
     "เสร็จ 2-3 คน", "เสร็จ 2-3 ต.ค. 69", "ขั้นตอนที่ 2 เสร็จแล้ว?", "ขั้นตอนที่ 2 สวยดี",
     "ปิดขั้นตอนที่ 4 เรียบร้อยแล้ว\nแล้วเสร็จ 16 ต.ค. 69\nผู้บันทึก คุณมาลี",
     "เสร็จ 3 วัน", "เสร็จ 3/12", "เสร็จ 2570", "เสร็จ 15 ต.ค. แน่นอนทุกคน", "เสร็จพรุ่งนี้",
     "เสร็จวันนี้แน่นอน", "เสร็จทันไหม", "ยังไม่เสร็จ", "ใกล้เสร็จ 3 แล้ว",
     "ปิดขั้นตอนนี้ยังไม่ได้", "ปิดขั้นตอนที่เหลือพรุ่งนี้", "แผนนี้ดีนะ", "แผนงานปีหน้า",
     "แผน 3 ปี", "แผน 2570", "แผนอยู่ไหน", "แผนภูมิสวยดี", "สถานะเป็นยังไงบ้าง",
     "เอกสาร 2569 อยู่ไหน", "เอกสารปี 2569 ของกลุ่มเรา",
     "สถานะ เป็นยังไงบ้าง", "สถานะตัวชี้วัดที่ 2.4 ปีงบประมาณ พ.ศ. 2570",
     "สถานะ: กำลังดำเนินการ", "สถานะ 3 เรื่อง", "เอกสารอยู่ไหน", "เอกสาร อยู่ไหน",
     "เอกสารที่ต้องแนบ 2 ฉบับ", "เอกสารแนบ", "เอกสาร 3 ฉบับ", "เอกสารแล้ว", "แนบแล้วค่ะ",
     "รับเอกสารแล้วค่ะ", "รับเอกสาร 3-4 ชุด", "ส่งกลับเอกสารให้แล้วนะคะ",
     "แนบ 3 ไฟล์", "แนบหลักฐานด้วยนะคะ", "ส่งหลักฐานแล้วค่ะ", "ส่งหลักฐาน 3 ฉบับ",
     "คืบหน้าไปมาก", "คืบหน้า 3 เรื่อง", "ความก้าวหน้าร้อยละ 42 ของแผน",
     "ไม่ดำเนินการก็ได้", "ขยายเวลาได้ไหมคะ", "ขยายเวลา 3 วันได้ไหม", "กำหนดวันประชุม 15 ต.ค.",
     "วาระที่ 1 ประธานแจ้งให้ทราบ", "วาระการดำรงตำแหน่ง 4 ปี", "ระเบียบวาระ 9 ส่งแล้วนะคะ",
     "พักแจ้งเตือน 3 คน", "วันหยุดไปไหนกัน", "วันหยุด 3 วัน", "วันหยุดเพิ่มอีกแล้ว",
     "ถ้า", "ถ้า 4", "ถ้าไม่ทันล่ะ", "ถ้า 4 คนช้า 10 นาที", "ถ้าขั้นตอนที่ 4 ช้า 10 วันก็ไม่เป็นไร",
     "คู่มือ อยู่ไหน", "คู่มือวัตถุประสงค์ใหม่มาแล้ว", "ลงชื่อแล้วค่ะ", "ลงชื่อ แล้วค่ะ",
     "ลงชื่อ เข้าประชุมด้วยนะคะ", "ลงชื่อ ที่ไหนคะ", "ลงชื่อ สมชาย\nสมหญิง",
     "มอบหมาย ใครดีครับ", "เข้าร่วมประชุม 3 คน", "Forwarded from สมชาย: เสร็จ 3",
     "เรียนทุกท่าน\nสถานะ\nเสร็จ 3", "done 3", "http://example.org/done", "/etc/hosts",
     "/done/3", "// เสร็จ 3", "/ ขอบคุณ", "/ hello", LONG, "เสร็จ" * 2000],
)  # fmt: skip
def test_ordinary_talk_is_no_command(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(
    ("text", "command", "arguments"),
    [
        ("/done", "done", ""),
        ("/DONE 3", "done", "3"),
        ("  /done   3  ", "done", "3"),
        ("\u200e/done 3\u200f", "done", "3"),
        ("/ done 3", "done", "3"),
        ("/done3", "done", "3"),
        ("/done๓ ค่ะ", "done", "๓"),
        ("/done_3", "done", "3"),
        ("/doneขั้นตอนที่ 3", "done", "ขั้นตอนที่ 3"),
        ("/done 3 ครับ 🙏", "done", "3"),
        ("/done 3 คน?", "done", "3 คน?"),
        ("/done 3\nส่งแล้ว\n\nรอตอบ 🙂", "done", "3\nส่งแล้ว\n\nรอตอบ 🙂"),
        ("/status เป็นยังไงบ้าง", "status", "เป็นยังไงบ้าง"),
        ("/help!", "help", ""),
        ("/end !", "end", "!"),
        ("/end!", "end", ""),
        ("/สิ้นสุดแผน!", "end", ""),
        ("/done p12 3 !", "done", "p12 3 !"),
        ("/เสร็จ 3", "done", "3"),
        ("/แนบหลักฐาน 5 สรุปกิจกรรม KM", "attach", "5 สรุปกิจกรรม KM"),
        ("/ส่งหลักฐาน๕", "attach", "๕"),
        ("/ เสร็จ 3", "done", "3"),
        ("/เสร็จ 3 คน", "done", "3 คน"),
        ("/เสร็จข้อ 3", "done", "ข้อ 3"),
        ("/เสร็จแล้วค่ะ", "done", ""),
        ("/ลงชื่อ เข้าประชุมด้วยนะคะ", "join", "เข้าประชุมด้วยนะ"),
        ("/แผนภูมิ", "timeline", ""),
    ],
)
def test_after_a_slash_anything_is_an_argument(text: str, command: str, arguments: str) -> None:
    assert heard(text) == Spoken(command, arguments, slash=True)


def test_a_very_long_note_is_kept_whole() -> None:
    assert heard(f"/done 3 {LONG}") == Spoken("done", f"3 {LONG.strip()}", slash=True)
    assert heard(f"เสร็จ 3 {LONG}") == Spoken("done", f"3 {LONG.strip()}")


@pytest.mark.parametrize(
    ("text", "command", "arguments"),
    [("/dnoe 3", "dnoe", "3"), ("/Dance", "dance", ""), ("/ขอบคุณ มาก", "ขอบคุณ", "มาก"),
     ("/แผนงานปีหน้า", "แผนงานปีหน้า", ""), ("/dance@sopbot", "dance", "")],
)  # fmt: skip
def test_an_unknown_command_is_known_as_such(text: str, command: str, arguments: str) -> None:
    spoken = heard(text)
    assert spoken
    assert (spoken.command, spoken.arguments, spoken.known) == (command, arguments, False)


@pytest.mark.parametrize(
    ("text", "slash"),
    [("/done@sopbot 3", True), ("/DONE@SopBot 3", True), ("/done3@sopbot", True),
     ("/เสร็จ@sopbot 3", True), ("@sopbot /done 3", True), ("@sopbot เสร็จ 3", False),
     ("@SOPBOT, เสร็จ 3 ค่ะ", False), ("เสร็จ 3 @sopbot", False)],
)  # fmt: skip
def test_naming_the_bot_addresses_it(text: str, slash: bool) -> None:
    assert heard(text) == heard(text, "@SopBot") == Spoken("done", "3", addressed=True, slash=slash)


@pytest.mark.parametrize(
    "text",
    ["/done@otherbot 3", "/done@sopbot2 3", "/dance@otherbot", "/เสร็จ@otherbot 3",
     "@otherbot เสร็จ 3", "@sopbot2 เสร็จ 3", "@sopbot ขอบคุณค่ะ", "@sopbot"],
)  # fmt: skip
def test_what_is_said_to_others_or_names_no_command_is_no_command(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(
    ("text", "command", "arguments"),
    [
        ("“สถานะ”", "status", ""),
        ('"สถานะ"', "status", ""),
        ("‘สถานะ’", "status", ""),
        ("'สถานะ'", "status", ""),
        ("“สถานะ” ค่ะ", "status", ""),
        ("“สถานะค่ะ”", "status", ""),
        ("@sopbot “สถานะ”", "status", ""),
        ("“สถานะ” @sopbot", "status", ""),
        ("“/status 3”", "status", "3"),
        ("“เสร็จ 3”", "done", "3"),
        ("“เสร็จ” 3", "done", "3"),
        ("“ลงชื่อ” นางสาวสมใจ ตัวอย่าง, นักวิชาการ", "join", "นางสาวสมใจ ตัวอย่าง, นักวิชาการ"),
        ("“ขยายเวลา 3” 20/10/2569 รอข้อมูล", "extend", "3 20/10/2569 รอข้อมูล"),
        ("“วันหยุด เพิ่ม 31/12/2569 วันหยุดพิเศษ”", "holiday", "เพิ่ม 31/12/2569 วันหยุดพิเศษ"),
    ],
)
def test_what_our_messages_show_may_be_typed_with_its_quotation_marks(
    text: str, command: str, arguments: str
) -> None:
    spoken = heard(text)
    assert spoken
    assert (spoken.command, spoken.arguments) == (command, arguments)


@pytest.mark.parametrize(
    "text",
    ["“เสร็จ 3” แปลว่าปิดขั้นตอนที่ 3", "“เสร็จ 3” และ “เสร็จ 4”", '"เสร็จ 3" หรือ "ปิดขั้นตอน 3"',
     "“ลงชื่อ” คือคำที่ใช้เข้าร่วม", "พิมพ์ “สถานะ”", "“ขอบคุณ”", "“”", "“สถานะ", "“แผนงานปีหน้า”",
     "“สถานะ” ใช้ดูความก้าวหน้า"],
)  # fmt: skip
def test_talk_about_words_in_quotation_marks_is_no_command(text: str) -> None:
    assert heard(text) is None


def test_a_bot_without_a_name_is_never_addressed() -> None:
    assert heard("/done@sopbot 3", "") is None
    assert heard("เสร็จ 3", "") == Spoken("done", "3")


def test_the_longest_word_wins_in_any_order() -> None:
    backwards = dict(reversed(list(WORDS.items())))
    for text in ("เสร็จแล้ว", "แผนภูมิ", "แผน", "เสร็จแล้วข้อ 3"):
        assert parse(text, backwards, "sopbot") == heard(text)


SCRAPS = st.sampled_from(
    [
        "/",
        "@sopbot",
        "@",
        "เสร็จ",
        "แล้ว",
        "แผน",
        "ที่ 3",
        "31/2/2570",
        "?",
        " ",
        "\n",
        "ค่ะ",
        "done",
        "9",
    ]
)


@given(st.text() | st.lists(SCRAPS, max_size=10).map("".join))
def test_any_text_is_a_command_or_none(text: str) -> None:
    spoken = heard(text)
    assert spoken is None or spoken.command
