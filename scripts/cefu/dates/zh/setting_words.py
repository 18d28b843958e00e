"""The words about a date that tell how it stands: plans, figures, titles, citations.

Patterns for folded text (``cefu.dates.reading``); `cefu.dates.setting` asks them.
"""

from __future__ import annotations

from cefu.dates.reading import compiled, han

#: A comma in a number (3,400) ends no clause.
CLAUSE_END = compiled(r"[。;:!?]|,(?!(?<=[0-9],)[0-9]{3}(?![0-9]))")
SENTENCE_END = compiled(r"[。;!?]")

#: Words that may stand before a date that opens its clause.  Possessive, so that no
#: clause made of them can be tried in more than one way.
LEADS_IN = compiled(
    r"(?:綜觀|縱觀|檢視|因此|因而|然而|不過|隨後|之後|爾後|此外|另外|同時|其中|例如|回顧|展望|早在|直到|迄至|截至"
    r"|截止|自從|[復並且而但惟然自從於在至到又另據則即、※])*+"
)
FORWARD = compiled(
    r"將|預[定計期料估]|可望|有望|擬|計[劃畫]|[訂定][於在]|爭取|力爭|目標|期[望盼許]|希望|寄望|盼|規[劃畫]"
    r"|排定|可能|倘|若|如果|至遲|最[遲晚]|展望|承諾|願意?在|同意在|設定|推動|要求|邀請|時限|屆時|未來|底前|完成|須|務必|或[將以可會許]"
)
DUE = compiled(
    r"(?:將會?[於在]?|(?<!原)預[定計期][於在]?|(?<![原])[訂定]於|擬[於在]?|可望[於在]?|計[畫劃][於在]|[約議商]定[於在]?|期限[至為到]?|屆時)$"
)
#: 將華為列入清單: 將 moves an object and tells of no future.
DISPOSED = (
    r"(?!陸續|逐[步年漸]|大幅|同步|全面|正式|進一步|首[度次]|分[階批]|持續|繼續|再[度次])"
    r"[^,。;:將會於在]{2,24}?(?:列[入為]|納[入管編]|[一-龥]化(?=[,。;:])|延[役後長]|視[為作]|定[為性位]|升級|升格|降級|移[交送]|交[由付給]|送[交往]"
    r"|改[為由成]|變更|轉[為交移]|逐出|驅逐|除名|下架|遣返|起訴|引渡|收[歸回]|併入|歸[類為還]|擊[落沉])"
)
DUE_AFTER = compiled(rf"將(?!軍|{DISPOSED})|可望|有望|擬|預[定計期]")
#: 9月28日原型艦將舉行典禮: what is to be, with nobody saying so on that day.
DUE_LATER = compiled(
    r"(?:(?!宣|表[示明達]|指|稱|說|強調|重申|透露|證實|決[定議]|通過|同意|要求|承諾|公[布佈告]|發[布佈表]|報[導道]|披露|提出|簽|建議|警告|呼籲"
    r"|認為|預[估測警]|下令|聲|曾|已|後|前|時|的|之)[^,。;:將]){1,14}"
    rf"(?:將(?!軍|領|士|才|{DISPOSED})|預[定計]|可望|擬於)"
)
GOAL = compiled(
    r"爭取|力爭|目標|期[望盼許]|希望|寄望|盼|同意|承諾|要求|設定|推動|願意?|預[定計期]|計[劃畫]|規[劃畫]|將|力求|務必|必須|須[於在]|應|至遲|最[遲晚]|時限|期限|實現|留待|有待|延[至到後]"
)
#: 設定自給率於2020年達四成: a year as a target or a forecast.
TARGET = compiled(
    r"(?:目標|設定|力[爭拚求]|爭取|務求|預[定計期估測料]|可望|有望|計[劃畫][於在]?|規[劃畫][於在]?|期[於在盼望]|最快|最[遲晚])[^,。;:]{0,10}$"
)
#: 今年全年預測為2%
FORECAST = compiled(r"[^,。;:]{0,14}(?:預[測估料]|(?<!原)預[計期]|可望|有望)")
#: The figures of a year to come that someone reckons with are no goal.
ESTIMATED = compiled(r"預[估測]|推[估測算]|估[計算]")
SINCE = compiled(r"[^,。;:]{0,14}以[來降]|迄今|至今")
STARTS = compiled(r"起|開始")
OPEN_BEFORE = compiled(r"(?:自從?|從|打從)$")
ATTRIBUTE = compiled(
    r"[^,。;:、!?()「」《》的之]{0,8}(?:的|之(?![前後間外內際所一]))|[^,。;:]{0,30}所[提簽發做作述揭]"
)
DOCUMENT = r"宣言|聲明|協定|協議|條約|公約|公報|備忘錄"
#: 《…》施行 tells what became of a document on that day.
TITLE = r"《(?![^》]{1,40}》(?:[^,。;:《》「」、的及與和等]{0,8})(?:施行|實施|生效|屆滿|到期|通過|簽[署訂]|公[布佈]|發[布佈表]|上路|出[臺台]))"
NAMED = compiled(
    r"(?:[、及和與](?:1[0-9]|20)[0-9]{2}年){0,3}版?"
    rf"(?:[的之]?(?:{TITLE}|「[^」]{{1,15}}(?:{DOCUMENT}|決議|法|白皮書|共識)」)"
    rf"|版(?![主本])|[的之]?憲法(?!修)|[的之][^,。;:、《「]{{0,8}}?(?:{DOCUMENT}))"
)
PASSED = r"公[布佈開告]|作[出成]|出[爐臺台]|生效|施行|通過|簽[署訂]|發[布佈表]|問世|達成|屆滿|到期"
#: 2016年7月12日仲裁裁決: a document without a mark, unless something became of it then.
NAMED_PLAINLY = compiled(
    rf"(?![^,。;:]{{0,5}}(?:{PASSED}|宣[布佈讀]|締結|提[出交]|[簽做訂達過了]))"
    r"[^,。;:、!?()「」《》於在與和的0-9號第]{0,6}?"
    rf"(?:(?:{DOCUMENT})|(?<![庭院會官])(?:裁決|決議)|(?:關係|授權|基本|安全|制裁|管制)法)"
    rf"(?!(?:正式|經|已|獲|草案)?(?:{PASSED}|[指稱說表要呼重強規明後前]))"
)
#: 提及2016年…, 援引…: the date of what is spoken of, not of the story.
CITED = compiled(
    r"(?:提[及到]|援引|引[用述據]|[依根]據|依照|按照?|遵[照循守]|違反|重申|履行|納入|沿用|延續|承[襲續]|呼應)(?:了|其|的)?$"
)
#: What the press reports on a day is of the story.
REPORTED = compiled(r"[^,。;:]{0,10}(?:報[導道]|新聞|消息|電訊)")
#: 規劃（2016至2020年）
PLAN_BEFORE = compiled(
    r"(?:規劃|計[畫劃]|綱要|戰略|方案|[一二三四五六七八九十]五[」”》]?)[》」”]?(?:期間)?\($"
)
PLAN_BEHIND = compiled(r"\)(?:規劃|計[畫劃]|綱要|方案)")
#: What takes place in a year, whatever its clause counts.
TAKES_PLACE = compiled(
    r"掌權|執政|上[臺台任]|就[任職]|即位|繼[位任]|接[班掌任]|當選|成立|建[國交]|退出|加入|爆發|生效|施行|設[立置]|創[立設]|簽[署訂]|通過|宣[布佈告示]|啟[動用]|召開|舉行|推出|頒[布佈]|提出|修[正訂]|訪"
)
#: 98年發布之「四年期國防總檢討」曾…: a document of that year, whatever it says.
BROUGHT_OUT = compiled(r"(?:發[布佈表]|公[布佈]|頒[布佈])[之的]")
LIKENED = compiled(
    r"(?:[^,。;:]{0,6}(?:成長|衰退|下[滑跌降]|上[升揚漲])|相[同當比較若]|持平|一致|同期|水準|為[低高少多]|[增減升降高低多少])"
)
TRADED = compiled(r"外匯|[出進]口|貿易|產[量值]|收入|營收|銷售|匯回")
AMOUNT = compiled(r",[^,。;:]{0,16}[0-9一二三四五六七八九十百千][多餘]?[億萬兆]")
LOOKS_AHEAD = compiled(r"將(?![軍領士才])|預[定計期]|可望|有望|可能會|擬[於在]|[展期]望")
COMING = compiled(rf"{LOOKS_AHEAD.pattern}|是否|能否|勢必|屆時|不致")
CHOSEN = compiled(r"若|倘|如果|選擇|擇於")
UNTIL = compiled(r"[^,。;:]{1,14}(?<![以目日之先])[之以]?前")
#: 直到12月31日期滿為止, 有效至2031年5月, 自1月1日起施行: what holds up to or from then on.
TERM_BEFORE = compiled(r"(?:有效(?:期限?)?|[效租展約]期|期限)(?:延?[至到]|為)$")
TERM_BEHIND = compiled(r"[^,。;:]{0,14}為止|起(?:正式)?(?:施行|生效|實施|上路|適用)")
TIME_CLAUSE = compiled(r"[^,。;:]{0,14}(?:[後前時]|之際|期間)")
#: 截至6月底，僅完成…: a count made up to a day.
UP_TO = compiled(r"截[至止]到?$")
TALLY = compiled(
    r"完成|達|累計|合計|總計|共|為|占|餘|逾|超過|[0-9一二三四五六七八九十百千][億萬兆%]"
)
#: 在2017年基數之上: the year that a rise is counted from.
BASE = compiled(r"(?:的|為)?(?:基[數期準]|水[準平](?!線))")
#: 專注於11月3日大選: a date that is looked to.
LOOKED_TO = compiled(
    r"(?:(?:專注|聚焦|著眼|放眼|鎖定|瞄準|備戰|關注|面[對臨]|因應|籌[備辦]|準備|迎[接戰來]|等[待候]|靜待|距離?|展望)於?)$"
)
STATISTIC = compiled(
    r"%|百分之|成長率|增長率|gdp|預算|統計|同期|[增減]幅|年增|比重|[0-9一二三四五六七八九十百千](?:億|萬|兆)|[0-9]次|[0-9〇一二三四五六七八九十百千][人架艘]次|[0-9]{3}件|[逾近達約增減降升少加長退占佔][一二三四五六七八九]成"
)
#: 8月對日出口減少6.2%
MONTHLY_TRADE = compiled(
    r"[^,。;:]{0,8}(?:[進出]口|外銷訂單|營收|產[量值]|貿易[額量]?|物價|指數|失業率|銷售|[旅遊]客|投資|經濟|用[電量]+)[^,。;:]{0,6}"
    r"(?:[增減升降衰][加少長退幅至到]|成長率?|下[滑跌降]|上[揚升漲]|年[增減]|銳減)[^,。;:]{0,4}(?:[0-9][0-9.]*%|百分之)"
)
#: 超過去年380架次: what figures are measured by.
MEASURED_BY = compiled(r"(?:逾|超[過越]|不及|高[於出]|[低優多少]於)$")
COUNTED = compiled(
    r"[0-9]%|[成增]長率|[增減]幅|年[增減]|[0-9一二三四五六七八九十百千](?:億|萬|兆)|[0-9]次|[0-9〇一二三四五六七八九十百千][人架艘]次|[0-9]{3}件|[逾近達約增減降升少加長退占佔][一二三四五六七八九]成"
)
LAST_YEAR = compiled(r"去年|大?前年|[去前]\(")
#: 2015-19年間，年複合成長率約為4.2%
SPAN_OF_FIGURES = compiled(r"[之]?(?:期?間)?,(?P<next>[^,。;:]{0,24})")
RATE = compiled(r"[0-9]%|成長率|增長率|[增減]幅|年[增減]")
#: 5月衰退12%, 12月占426萬
PERIOD = compiled(r"(?:執行|預算|編列|統計)期[間程]為?$")
MONTHLY = compiled(
    r"[則亦又再也更]?(?:約|仍)?(?:轉為)?(?:單月)?(?:成長|增長|衰退|下[滑降]|上升|年[增減]|月[增減]|[增降升減]至|[占佔]|為|達)[^,。;:]{0,4}?[0-9][0-9,.]*(?:%|[億萬兆]|人次)"
    r"|[則亦又再也更]?(?:約|仍)?(?:[驟銳大微]幅?)?[增減升降衰][長加少至退]?(?:近|約|逾|達)?[一二三四五六七八九]成"
)
COMPARED = compiled(r"(?:比|較|與|和|跟)$")
ANNIVERSARY = compiled(r"[周]年(?!期)")
TERM_END = compiled(r"[^,。;:]{0,8}任期(?:結束|屆滿|期滿|到期)")
ISSUE = compiled(
    r"(?:第?[0-9一二三四五六七八九十〇零百]{1,4}(?:期(?=$|[^a-z0-9\u4e00-\u9fff]|第)|[版卷號])|[第]\s?[0-9]{1,4}期|[春夏秋冬]季號)"
)
CITATION_HEAD = compiled(
    r"(?:[網報社版刊頁]|時報|新聞|電視台?|電台|廣播|通訊|雜誌|論壇|日[報]|times|post|news|daily|journal|cnn|bbc|voa|reuters)[^,]{0,4}$"
)
LISTED = han("、及與和")
AMONG = compiled(r"其中(?:包括|有|的|於|在|,)?$")
MEANT = compiled(r"原[訂定本先](?:於|在)?$")
MEASURED = compiled(r"(?:距離?|相隔)(?:上次|前次)?$")
AT_ONCE = compiled(r"即|便|旋|隨即|又")
EARLIER = compiled(r"此前|先前|之前|稍早|早在|前此|曾|已|繼|[甫才剛]")
ASKED = compiled(r"(?<![反相對供])應(?![對變付用邀聲])|[須宜](?!蘭)|務必|務求")
CONSULTED = compiled(
    r"(?:檢索|瀏覽|查閱|訪問|下載|點閱|最後更新|引用(?=[日時:]))(?:日期?|時間|於)?[:]?$"
)
