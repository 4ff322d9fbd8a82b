extension Statement {
  /// What people call a statement: `statement 3 (\`Logs\`) of policy.json`; `index` is 0-based.
  package static func title(_ index: Int, sid: String?, of policy: String) -> String {
    let sid = sid.map { " (`\($0)`)" } ?? ""
    return "statement \(index + 1)\(sid) of \(policy)"
  }
}
