import TestSupport

extension TemporaryFolder {
  /// Audits a folder with files in it by the pack `house`, on a day of November.
  func night(_ day: Int, _ name: String, _ files: [String: String]) throws -> Tool.Outcome {
    makeFolder("\(name)/x")
    for (path, text) in files { try write("\(name)/\(path)", text) }
    return try Tool.run(
      [
        "audit", name, "--scope", "fleet", "--policies", "house", "--now",
        "2026-11-\(day)T00:00:00Z",
      ], in: self)
  }

  /// What has an open failure, ascending.
  func openFindings() throws -> [String] {
    let outcome = try Tool.run(
      ["sql", "--format", "csv", "SELECT resource FROM v_open_findings ORDER BY 1"], in: self)
    return outcome.output.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }
}
