/// Macros as people write them.
extension CheckerDiagnostics {
  private static let memberUsage: [String: String] = [
    "all": "list.all(x, condition)", "exists": "list.exists(x, condition)",
    "exists_one": "list.exists_one(x, condition)", "existsOne": "list.existsOne(x, condition)",
    "filter": "list.filter(x, condition)", "map": "list.map(x, value)",
    "transformList": "list.transformList(i, x, value)",
    "transformMap": "map.transformMap(k, v, value)",
    "transformMapEntry": "map.transformMapEntry(k, v, {key: value})",
    "optMap": "optional.optMap(x, value)", "optFlatMap": "optional.optFlatMap(x, optional)",
    "sortBy": "list.sortBy(x, key)", "bind": "cel.bind(x, value, expression)",
  ]

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
