import ArgumentParser
import AssayReports
import AssayStore
import Documents

/// `assay sql`.
struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Ask the database a question in SQL; it is only read.",
    discussion: """
      One statement that selects. The views v_open_findings, v_trend, v_lineage and v_compliance keep \
      their columns from release to release; docs/history.md describes them. `-` reads the statement from \
      standard input.

      Examples:
        assay sql "SELECT rule, count(*) FROM v_open_findings GROUP BY rule ORDER BY 2 DESC"
        assay sql --format csv --limit 100000 "SELECT * FROM v_open_findings" > open.csv
        assay sql - < query.sql

      Exit status:
          0  answered
          2  a bad option, a statement that cannot be answered, or a database that cannot be used
      """)

  /// How the answer is told.
  enum Format: String, WordArgument { case text, csv, json }

  @Argument(help: ArgumentHelp("One statement, or `-`.", valueName: "statement"))
  var statement: String

  @Option(help: ArgumentHelp("The most rows (default: 1000).", valueName: "rows"))
  var limit: Int = 1_000

  @Option(help: ArgumentHelp("The most seconds (default: 60).", valueName: "seconds"))
  var seconds: Int = 60

  @Option(help: ArgumentHelp("How the answer is told (default: text).", valueName: "format"))
  var format: Format = .text

  @OptionGroup var file: DatabaseOptions

  func validate() throws {
    if !(1...86_400).contains(seconds) {
      throw ValidationError("--seconds is a number from 1 to 86400")
    }
    if limit < 1 { throw ValidationError("--limit is a number from 1 on") }
  }

  func run() throws {
    let history = try file.history()
    let sql = try text()
    let end = Machine.uptime() + seconds
    let limits = QueryLimits(rows: limit) { Machine.uptime() >= end }
    let told = QueryText(try answer { try history.answer(sql, within: limits) })
    let bytes =
      switch format {
      case .text: Array(told.table.utf8)
      case .csv:
        told.csv(
          forTerminal: Terminal(descriptor: StandardStream.output.descriptor, .process).isTerminal)
      case .json: told.json
      }
    try StandardStream.output.write(bytes)
    if let remark = told.remark { StandardStream.error.say("note: \(remark)\n") }
  }

  /// The statement, or what standard input says.
  private func text() throws(Stop) -> String {
    guard statement == "-" else { return statement }
    return String(decoding: try StandardInput.read(limit: 100_000).bytes, as: UTF8.self)
  }
}
