"""Words that head a part of a document whatever it is about."""

from __future__ import annotations

import re

PREFACE = re.compile(
    r"(?:序|序言|自序|代序|推薦序|編者序|編者的話|出版說明|編輯說明|前言|卷首語|引言)"
)
SUMMARY = re.compile(
    r"[【\[「〔]?(?:(?:內容|内容|中文|英文|執行|执行|政策|重點|重点|研究|報告|报告)?(?:提要|摘要|要點|要点|重點摘要|要旨|概要|內容重點)"
    r"|Abstract|ABSTRACT|Summary|Executive Summary)[】\]」〕]?[：:]?"
)
HEADWORD = re.compile(
    r"[【〔]?(?:前言|緒論|绪论|導論|导论|引言|引論|背景|結論|结论|結語|结语|小結|小结|結論與建議|结论与建议|建議|建议|目的|緣起|缘起|徵詢意見"
    r"|政策建議|政策建议|政策意涵|參考文獻|参考文献|參考書目|参考书目|參考資料|参考资料|引用書目|附錄|附录|附件|附表|註釋|注釋|注释"
    r"|致謝|致谢|附註|附注|尾註|尾注|References|Introduction|Conclusions?|Bibliography|Appendix)[一二三四五六七八九十\dA-Z]{0,3}[】〕]?[：:]?"
)
#: A kind of publication alone on its line: furniture above a title, below it part of it.
PUBLICATION = re.compile(r"(?:研究|政策|專題)(?:簡報|報告|快訊|專欄|評析)")
CONTENTS = re.compile(
    r"(?:目錄|目录|目次|本期要目|本期目錄|要目|圖目錄|表目錄|圖次|表次|圖表目錄|Contents|CONTENTS)"
)
ENDNOTES = re.compile(
    r"(?:[壹貳參肆伍陸柒捌玖拾一二三四五六七八九十]+、)?[【〔]?(?:註釋|注釋|注释|註解|注解|附註|附注|尾註|尾注|Notes|NOTES|Endnotes)[】〕]?[：:]?"
)
#: What a title is announced by, as registers of laws do.
TITLE_LABEL = re.compile(
    r"(?:法規名稱|法规名称|文件名稱|文件名称|題目|题目|標題|标题|題名|题名|篇名)[：:][ \u3000]*(?=\S)"
)
#: What the title of a document of a public body ends with.
KIND_OF_DOCUMENT = re.compile(
    r"(?:意見書|意见书|建議書|陳述書|白皮書|白皮书|報告書?|报告书?|聲明|声明|條例|条例|辦法|办法|要點|綱要|纲要|紀錄|记录|規則|规则|公報|公报|通訊|通讯|簡報|简报)$"
)
#: The number of a file or a paper, as letters and papers bear.
FILE_NUMBER = re.compile(
    r"^\W*(?:本處|本函|來函|发文|發文)?(?:檔號|档号|文號|文号|字號|字号)\s*[：:]|[\d)）]\s*號文件$"
)
#: A line that lists keywords.
KEYWORDS = re.compile(
    r"[【\[〔]?(?:關鍵詞|關鍵字|关键词|关键字|Key\s?[Ww]ords?|KEYWORDS)[】\]〕]?[：:\s　]?"
)
#: The heading of an appendix with its own words: 附錄一　離島紀錄.
APPENDIX = re.compile(
    r"附[錄录件][ \t\u3000]*[一二三四五六七八九十\dA-Z]{0,3}(?:[ \t\u3000：:]+(?=\S)|$)"
)
#: The heading above a list of works.
WORKS = re.compile(
    r"(?:[壹貳參肆伍陸柒捌玖拾一二三四五六七八九十]+、)?[【〔]?(?:參考文獻|参考文献|參考書目|参考书目|參考資料|参考资料|引用書目|引用文獻|引用文献"
    r"|References|Bibliography|Works Cited|中文部分|英文部分|中文文獻|英文文獻)[】〕]?[：:]?"
)
#: The parts of such a list.
WORKS_PART = re.compile(
    r"[【〔]?(?:中文|英文|外文|日文|西文|網路)(?:部分|文獻|資料|書目)[】〕]?[：:]?"
)
#: The line that signs a preface.
SIGNATURE = re.compile(
    r".{0,30}(?:謹誌|謹識|謹序|謹啟|敬誌|敬上|敬啟|谨识|谨志|謹書|誌於.{1,12}|識於.{1,12})"
)
#: What a house tells of date, place and people, each under its label: 日期：, 聯絡人：.
DATED_OR_SIGNED = re.compile(
    r"(?:發布|發稿|發佈|新聞)?(?:日期|時間|單位|聯絡人|連絡人|聯絡電話|發言人|編號|電話"
    r"|地點|主持人|主席|與談人|出席人員|紀錄|記錄|受訪者|採訪)[ \u3000]?[：:]"
)
#: How the parts of an interview open.
QUESTION = re.compile(
    r"(?:問|答|问|Q\d{0,2}|A\d{0,2}"
    r"|[\u4e00-\u9fff]{1,4}(?:教授|研究員|研究员|理事長|董事長|執行長|秘書長|主任|委員|院長|所長|會長|先生|女士|博士|大使|主席|主持人|記者|记者))"
    r"[ \u3000]?[：:](?=[ \u3000]*\S)"
)
#: What the editor says before the text.
EDITORIAL = re.compile(r"[【\[〔（(]?(?:編按|編者按|編案|编者按|编按)[】\]〕）)]?[ \u3000]?[：:]")
#: A label in brackets that opens a part of the front matter: [摘 要], 【關鍵詞】.
LABELLED = re.compile(
    r"[【\[〔［][ \u3000]*(?:[\u4e00-\u9fff][ \u3000]*){2,6}[】\]〕］](?=[ \u3000]*\S)"
)
#: A closing credit in brackets: （責任編輯：王芳）.
CREDIT = re.compile(
    r"[（(](?:責任編輯|责任编辑|執筆|执笔|作者|編輯|编辑|審稿|审稿|校對|校对|編譯|编译)(?:單位|单位)?[：:].{2,60}[）)]"
)
