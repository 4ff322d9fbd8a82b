/// Macros as people write them.
extension CheckerDiagnostics {
  private static let memberUsage: [String: String] = {
    var usage: [String: String] = [:]
    for macro in StandardDeclarations.macros where macro.isMember {
      usage[macro.callee] = macro.forms[0].usage
      for alias in macro.aliases {
        usage[alias] = macro.forms[0].usage.replacing(".\(macro.name)(", with: ".\(alias)(")
      }
    }
    return usage
  }()

  /// How a macro is called; nil when the name is none.
  static func macroUsage(_ name: String, isMember: Bool) -> String? {
    if name == "has", !isMember { return "has(record.field)" }
    return memberUsage[name]
  }

  /// Names of the macros.
  static func macroNames(isMember: Bool) -> [String] {
    isMember ? memberUsage.keys.sorted() : ["has"]
  }
}
