import AssayModel
import AssayReports
import AssayStore
import Documents
import Records

/// How a scope went from run to run, for people and programs.
struct TrendAnswer {
  private let scope: StoredScope
  private let filter: TrendFilter
  /// Oldest first.
  private let points: [TrendPoint]
  /// The most points that are told; the latest are.
  private let limit: Int
  /// The other scopes of the database.
  private let others: [StoredScope]

  init(
    _ scope: StoredScope, _ filter: TrendFilter, _ points: [TrendPoint], limit: Int,
    others: [StoredScope]
  ) {
    self.scope = scope
    self.filter = filter
    self.points = points
    self.limit = limit
    self.others = others
  }

  private var shown: ArraySlice<TrendPoint> { points.suffix(limit) }

  /// Whole lines for people.
  var text: String {
    var text = "\(scope.name.visible(300))\(words)\n"
    if points.count > shown.count {
      text += "  … \((points.count - shown.count).of("earlier run")); --all shows them\n"
    }
    var table = TextTable([
      ("run", .right), ("started", .left), ("open", .right), ("new", .right),
      ("reopened", .right), ("fixed", .right), ("gone", .right), ("lapsed", .right),
      ("unchecked", .right), ("", .left),
    ])
    for point in shown {
      let counts = [
        point.open, point.new, point.reopened, point.fixed, point.gone, point.lapsed,
        point.unchecked,
      ]
      table.add(
        ["\(point.run.number)", point.run.started.rfc3339] + counts.map(String.init)
          + [Self.remark(point)])
    }
    text += "\n\(table.text)\n  open  \(Self.sparkline(shown.map(\.open)))\n"
    return text + otherScopes
  }

  private var words: String {
    var words = filter.rule.map { ", \($0.visible(200))" } ?? ""
    if filter.severity > .info { words += ", \(filter.severity.rawValue) and above" }
    return words
  }

  private static func remark(_ point: TrendPoint) -> String {
    let state = point.run.status == .partial ? "partial" : ""
    guard point.hidden > 0 else { return state }
    return "\(state), \(point.hidden.of("resource")) not looked at"
  }

  /// Eight heights, from zero to the most.
  static func sparkline(_ values: [Int]) -> String {
    let bars = Array("▁▂▃▄▅▆▇█")
    let top = max(1, values.max() ?? 1)
    return String(values.map { bars[(max(0, $0) * (bars.count - 1) + top / 2) / top] })
  }

  private var otherScopes: String {
    guard !others.isEmpty else { return "" }
    var text = "\n  --scope shows one of \(others.count.of("other scope")):\n"
    for scope in others.prefix(20) {
      text += "    \(scope.name.visible(300))  \(scope.runs.of("run"))\n"
    }
    return others.count > 20 ? text + "    … and \(others.count - 20) more\n" : text
  }

  /// One document for programs.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("scope", scope.name)
      json.member("rule", filter.rule)
      json.member("severity", filter.severity.rawValue)
      json.member("runCount", points.count)
      json.key("runs")
      json.array { json in
        for point in shown { json.object { Self.write(point, to: &$0) } }
      }
      json.member("otherScopes", others.map(\.name))
    }
    return json.bytes + Array("\n".utf8)
  }

  private static func write(_ point: TrendPoint, to json: inout JSONWriter) {
    point.run.write(to: &json)
    json.member("open", point.open)
    json.member("new", point.new)
    json.member("reopened", point.reopened)
    json.member("fixed", point.fixed)
    json.member("gone", point.gone)
    json.member("lapsed", point.lapsed)
    json.member("unchecked", point.unchecked)
    json.member("hidden", point.hidden)
  }
}
