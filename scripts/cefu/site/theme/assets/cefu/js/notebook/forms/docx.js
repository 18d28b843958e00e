// The notebook as a Word file (ECMA-376, WordprocessingML): headings, quotations, remarks,
// references with links.  Written here: the smallest permissive library for it weighs 228 kB
// gzip, this 2.
import { zip } from "./zip.js";

/** @typedef {import("../told.js").Told} Told */

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Text in XML; characters that XML 1.0 does not have are left out.
 * @param {string} text
 */
const xml = (text) => text
  // eslint-disable-next-line no-control-regex
  .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
  .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A run of text; a line end is a break.
 * @param {string} text
 * @param {string} [lang]
 * @param {string} [style] of characters
 */
function run(text, lang = "", style = "") {
  const own = lang.startsWith("zh") ? `<w:lang w:eastAsia="${lang === "zh-Hans" ? "zh-CN" : "zh-TW"}"/>` : "";
  const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${xml(line)}</w:t>`).join("<w:br/>");
  const properties = (style && `<w:rStyle w:val="${style}"/>`) + own;
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${lines}</w:r>`;
}

/**
 * @param {string} style
 * @param {string} content
 */
const paragraph = (style, content) => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${content}</w:p>`;

/**
 * A style of paragraphs.
 * @param {string} id
 * @param {string} name
 * @param {string} layout of the paragraph
 * @param {string} letters
 */
const style = (id, name, layout, letters = "") =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
  `<w:pPr>${layout}</w:pPr><w:rPr>${letters}</w:rPr></w:style>`;

const STYLES = `${HEAD}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>` +
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="PMingLiU"/>' +
  '<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>' +
  '<w:spacing w:after="120" w:line="320" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  style("Title", "Title", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="36"/>') +
  style("Heading2", "heading 2", '<w:keepNext/><w:spacing w:before="320" w:after="80"/><w:outlineLvl w:val="1"/>', '<w:b/><w:sz w:val="26"/>') +
  style("Quote", "Quote", '<w:ind w:left="480" w:right="240"/>') +
  style("Remark", "Remark", '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="9A2B1D"/></w:pBdr><w:ind w:left="240"/>') +
  style("Reference", "Reference", "", '<w:color w:val="555555"/><w:sz w:val="20"/>') +
  '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>' +
  '<w:rPr><w:color w:val="1D4E74"/><w:u w:val="single"/></w:rPr></w:style></w:styles>';

/**
 * @param {Told[]} list
 * @param {{title: string, lead: string, remark: string, lang: string}} words
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function asDocx(list, { title, lead, remark, lang }) {
  /** @type {string[]} */
  const links = [];
  /** @param {string} address */
  const link = (address) => {
    links.push(address);
    return `<w:hyperlink r:id="link${links.length}">${run(address, "", "Hyperlink")}</w:hyperlink>`;
  };
  const body = list.flatMap(({ item, head, words, url, reference }, nth) => [
    paragraph("Heading2", run(`${nth + 1}. ${head}`, lang)),
    ...(words ? [paragraph("Quote", run(words, item.lang))] : []),
    ...(item.note ? [paragraph("Remark", run(`${remark}${item.note}`, lang))] : []),
    paragraph("Reference", (reference && run(`${reference} `, lang)) + (reference.includes(url) ? "" : link(url))),
  ]);
  const document = `${HEAD}<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${paragraph("Title", run(title, lang))}` +
    `${paragraph("Reference", run(lead, lang))}${body.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>';
  const relations = links.map((address, nth) =>
    `<Relationship Id="link${nth + 1}" Type="${R}/hyperlink" Target="${xml(address)}" TargetMode="External"/>`).join("");
  return zip({
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="main" Type="${R}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="styles" Type="${R}/styles" Target="styles.xml"/>${relations}</Relationships>`,
    "word/styles.xml": STYLES,
    "word/document.xml": document,
  });
}
