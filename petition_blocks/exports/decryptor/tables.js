// Tables that a spreadsheet reads, and no spreadsheet runs; and the archives that hold several.
const FORMULA = /(^|[;,|\t\r\n])(\s*)(?=[=+\-@＝＋－＠])/g;
const ROWS_A_SHEET = 1000000;

/** Returns the text such that no spreadsheet takes it, or a piece of it, for a formula. */
function neutral(text) {
  return text.replace(FORMULA, "$1$2'").replace(/^[\t\r\n]/, "'$&");
}

/** Returns rows as the bytes of a CSV file, marked as UTF-8. */
function commaTable(columns, rows) {
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.join(",")];
  for (const row of rows) lines.push(columns.map((name) => cell(neutral(row[name] ?? ""))).join(","));
  return new TextEncoder().encode(`\ufeff${lines.join("\r\n")}\r\n`);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function checksum(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ CRC_TABLE[(rest ^ byte) & 0xff];
  return (rest ^ 0xffffffff) >>> 0;
}

/** Returns a ZIP archive of [name, bytes] pairs; nothing in it is compressed. Names are UTF-8. */
function archive(files, type) {
  const pieces = [];
  const directory = [];
  let place = 0;
  for (const [name, bytes] of files) {
    const title = new TextEncoder().encode(name);
    const common = new DataView(new ArrayBuffer(26));
    // Version 2.0, UTF-8 names, stored, 1 January 1980.
    [20, 0x0800, 0, 0, 0x21].forEach((number, index) => common.setUint16(2 * index, number, true));
    [checksum(bytes), bytes.length, bytes.length].forEach((number, index) => common.setUint32(10 + 4 * index, number, true));
    common.setUint16(22, title.length, true);
    const local = [Uint8Array.of(0x50, 0x4b, 3, 4), new Uint8Array(common.buffer), title, bytes];
    const tail = new DataView(new ArrayBuffer(14));
    tail.setUint32(10, place, true);
    directory.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), new Uint8Array(common.buffer), new Uint8Array(tail.buffer), title);
    pieces.push(...local);
    place += local.reduce((sum, piece) => sum + piece.length, 0);
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, directory.reduce((sum, piece) => sum + piece.length, 0), true);
  end.setUint32(16, place, true);
  return new Blob([...pieces, ...directory, new Uint8Array(end.buffer)], { type });
}

/** Returns rows as an XLSX workbook in which every cell is text. */
function workbook(columns, rows, rowsASheet = ROWS_A_SHEET) {
  const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  // eslint-disable-next-line no-control-regex
  const escaped = (text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(/[&<>]/g, (sign) => escapes[sign]);
  const cell = (text) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  const line = (texts) => `<row>${texts.map(cell).join("")}</row>`;
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = "http://schemas.openxmlformats.org/package/2006";
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const sheets = [];
  for (let start = 0; start === 0 || start < rows.length; start += rowsASheet) {
    const lines = rows.slice(start, start + rowsASheet).map((row) => line(columns.map((name) => neutral(row[name] ?? ""))));
    sheets.push(`${head}<worksheet xmlns="${main}"><sheetData>${line(columns)}${lines.join("")}</sheetData></worksheet>`);
  }
  const each = (write) => sheets.map((_, index) => write(index + 1)).join("");
  const files = {
    "[Content_Types].xml": `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((number) => `<sheet name="${number}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packaged}/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}</Relationships>`,
  };
  sheets.forEach((sheet, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheet;
  });
  return archive(
    Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
    `${types}.sheet`,
  );
}
