import ArgumentParser
import AssayStore
import Documents
import Records

/// `assay compliance`.
struct ComplianceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compliance",
    abstract: "Say which controls of a framework passed, as of a date.",
    discussion: """
      A control fails when a resource fails one of its rules, is unknown when something could not be \
      checked, and passes only when all that could be judged passes. The numbers are of resources, over \
      all rules of the control. Without --framework every framework is summed up.

      Examples:
        assay compliance
        assay compliance --framework cis-aws-foundations-7.0 --at 2026-06-30
        assay compliance --framework nist-800-53-r5 --at 2026-06-30T12:00:00Z --format json

      Exit status:
          0  told
          2  a bad option, no run by then, or a database that cannot be used
      """)

  @Option(help: ArgumentHelp("The framework, as rules name it.", valueName: "name"))
  var framework: String?

  @Option(
    help: ArgumentHelp(
      "As of this moment, or the end of this day in UTC (default: the latest run).",
      valueName: "date"),
    transform: { text in
      guard let moment = Self.moment(text) else {
        throw ValidationError("it should be a date such as `2026-06-30` or `2026-06-30T12:00:00Z`")
      }
      return moment
    })
  var at: Instant?

  @OptionGroup var options: HistoryOptions

  /// A moment, or the last one of a day.
  static func moment(_ text: String) -> Instant? {
    if let moment = Instant(rfc3339: text) { return moment }
    guard text.utf8.count == 10 else { return nil }
    return Instant(rfc3339: "\(text)T23:59:59.999999Z")
  }

  func run() throws {
    let (history, scope) = try options.opened()
    guard let run = try answer({ try history.run(of: scope.name, at: at) }) else {
      throw Stop.unusable(
        "no run of `\(SafeText.message(scope.name))` had started "
          + "by \(at?.rfc3339 ?? "now")")
    }
    guard run.isWhole else {
      throw Stop.unusable(
        "run \(run.number), the latest by then, is older than what `assay prune` kept")
    }
    let all = try answer { try history.compliance(at: run) }
    if let framework { try check(framework, among: all) }
    let told = ComplianceAnswer(
      run, all.filter { framework == nil || $0.framework == framework }, framework: framework)
    try options.tell(text: told.text, json: told.json)
  }

  private func check(_ name: String, among controls: [ControlStatus]) throws(Stop) {
    let known = Set(controls.map(\.framework)).sorted()
    guard !known.contains(name) else { return }
    let hint: String
    if let nearest = Suggestion.nearest(to: name, among: known) {
      hint = "did you mean `\(SafeText.message(nearest))`?"
    } else if known.isEmpty {
      hint = "they name none"
    } else {
      hint = "they name \(known.map { "`\(SafeText.message($0))`" }.joined(separator: ", "))"
    }
    throw .unusable("no rule of that run names framework `\(SafeText.message(name))`; \(hint)")
  }
}
