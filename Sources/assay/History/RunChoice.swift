import AssayStore
import Documents

/// Finds the two runs that are to be compared.
struct RunChoice {
  private let history: History
  /// Nil where runs of any scope may be named.
  private let scope: String?
  private let standard: StoredScope

  init(_ history: History, scope: String?, standard: StoredScope) {
    self.history = history
    self.scope = scope
    self.standard = standard
  }

  /// The runs that `names` mean, the earlier one first: the last two complete ones where none is
  /// named, a run and the complete one before it where one is.
  ///
  /// - Returns: No `from` where there is no complete run before.
  func pair(_ names: [String]) throws(Stop) -> (from: StoredRun?, to: StoredRun) {
    guard let last = names.last else { return try latestPair() }
    let to = try run(named: last)
    if names.count == 1 { return (try complete(before: to), to) }
    let from = try run(named: names[0])
    guard from.scope == to.scope else {
      throw .unusable(
        "\(Self.text(from)) looked at `\(SafeText.message(from.scope))`, and \(Self.text(to)) "
          + "at `\(SafeText.message(to.scope))`: only runs of one scope compare")
    }
    guard from.number != to.number else {
      throw .unusable("\(Self.text(to)) is compared with itself; name an earlier run first")
    }
    guard from.number < to.number else {
      throw .unusable(
        "\(Self.text(from)) is later than \(Self.text(to)); name the earlier run first")
    }
    return (from, to)
  }

  private func latestPair() throws(Stop) -> (from: StoredRun?, to: StoredRun) {
    guard let to = standard.latestComplete else {
      throw .unusable(
        "no run of `\(SafeText.message(standard.name))` is complete: each left out what it could "
          + "not read; name two runs to compare them all the same")
    }
    return (try complete(before: to), to)
  }

  private func complete(before run: StoredRun) throws(Stop) -> StoredRun? {
    try answer {
      try history.latestRuns(of: run.scope, before: run.number, status: .complete, limit: 1).first
    }
  }

  private func run(named text: String) throws(Stop) -> StoredRun {
    let found = try answer { try history.runs(named: text, scope: scope) }
    let shown = SafeText.message(text)
    guard let run = found.first else {
      let among = scope.map { " of `\(SafeText.message($0))`" } ?? ""
      throw .unusable("no run\(among) is named `\(shown)`; `assay trend` lists them")
    }
    guard found.count == 1 else {
      let names = found.prefix(5).map { "\($0.number) (\(SafeText.message($0.name)))" }
      throw .unusable(
        "`\(shown)` may mean several runs: \(names.joined(separator: ", ")); "
          + "name one by its number")
    }
    guard run.isRecorded else {
      throw .unusable("\(Self.text(run)) was not recorded to its end")
    }
    guard run.isWhole else {
      throw .unusable("\(Self.text(run)) is older than what `assay prune` kept")
    }
    return run
  }

  private static func text(_ run: StoredRun) -> String {
    "run \(run.number) (\(SafeText.message(run.name)))"
  }
}
