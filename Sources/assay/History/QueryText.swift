import AssayReports
import AssayStore
import Documents

/// The answer to a query of the user, in three forms.
struct QueryText {
  private let answer: QueryAnswer

  init(_ answer: QueryAnswer) { self.answer = answer }

  private var shown: String {
    "\(answer.rows.count.of("row")) \(answer.rows.count == 1 ? "is" : "are") shown"
  }

  /// Why there is more than is shown, one line; nil when all of it is.
  var remark: String? {
    switch answer.cut {
    case .rows:
      "only the first \(shown); --limit shows more"
    case .bytes: "only \(shown): the rest is too large"
    case nil: nil
    }
  }

  /// A table for people.
  var table: String {
    let columns = answer.columns.indices.map { index in
      (heading: answer.columns[index], alignment: alignment(index))
    }
    var table = TextTable(columns, limit: 120)
    for row in answer.rows { table.add(row.map { Self.text($0) }) }
    return table.text
  }

  private func alignment(_ column: Int) -> TextTable.Alignment {
    let isNumeric = answer.rows.allSatisfy { row in
      switch row[column] {
      case .integer, .real, .null: true
      case .text, .blob: false
      }
    }
    return isNumeric && !answer.rows.isEmpty ? .right : .left
  }

  /// A header and a record for each row; on a terminal nothing in it steers.
  func csv(forTerminal isTerminal: Bool) -> [UInt8] {
    var csv = CSVWriter()
    let shown = { (text: String) in isTerminal ? text.visible(10_000) : text }
    csv.record(answer.columns.map { .text(shown($0)) })
    for row in answer.rows {
      csv.record(
        row.map { value in
          switch value {
          case .integer, .real: .number(Self.text(value))
          case .null, .text, .blob: .text(shown(Self.text(value)))
          }
        })
    }
    return csv.bytes
  }

  /// One document for programs.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("columns", answer.columns)
      json.key("rows")
      json.array { json in
        for row in answer.rows {
          json.array { json in
            for value in row { Self.write(value, to: &json) }
          }
        }
      }
      json.member("isComplete", answer.cut == nil)
    }
    return json.bytes + Array("\n".utf8)
  }

  private static func write(_ value: QueryAnswer.Value, to json: inout JSONWriter) {
    switch value {
    case .null: json.null()
    case .integer(let number): json.int(number)
    case .real(let number) where number.isFinite: json.double(number)
    case .real, .text, .blob: json.string(text(value))
    }
  }

  private static func text(_ value: QueryAnswer.Value) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    case .blob(let bytes): bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }
}
