/// Functions and words by the names that other languages have for them.
enum ForeignNames {
  /// What to write instead of a call, keyed by the name in lower case; `$` is what it is called on.
  private static let functions: [String: String] = [
    "lower": "$.lowerAscii()", "tolower": "$.lowerAscii()", "tolowercase": "$.lowerAscii()",
    "upper": "$.upperAscii()", "toupper": "$.upperAscii()", "touppercase": "$.upperAscii()",
    "length": "size($)", "len": "size($)", "count": "size($)", "isempty": "size($) == 0",
    "empty": "size($) == 0", "any": "$.exists(x, …)", "some": "$.exists(x, …)",
    "every": "$.all(x, …)", "find": "$.exists(x, …)", "includes": "… in $",
    "one": "$.exists_one(x, …)", "none": "!$.exists(x, …)", "where": "$.filter(x, …)",
    "select": "$.filter(x, …)", "foreach": "$.all(x, …)", "haskey": "\"…\" in $",
    "has_key": "\"…\" in $", "containskey": "\"…\" in $", "regexp": "$.matches(\"…\")",
    "regex": "$.matches(\"…\")", "match": "$.matches(\"…\")",
    "regex_match": "$.matches(\"…\")", "re_match": "$.matches(\"…\")", "like": "$.glob(\"…\")",
    "hasprefix": "$.startsWith(\"…\")", "hassuffix": "$.endsWith(\"…\")",
    "tostring": "string($)", "str": "string($)", "tonumber": "int($)", "to_number": "int($)",
    "parseint": "int($)", "float": "double($)", "parsefloat": "double($)",
    "date": "timestamp(\"2026-11-22T00:00:00Z\")",
    "datetime": "timestamp(\"2026-11-22T00:00:00Z\")", "semver": "version($, \"semver\")",
    "weeks": "days(7)", "seconds": "duration(\"30s\")", "coalesce": "a.?b.orValue(…)",
    "default": "a.?b.orValue(…)", "getordefault": "a.?b.orValue(…)", "strip": "$.trim()",
    "defined": "has($)", "isnull": "!has($)", "isset": "has($)", "not": "!$",
  ]

  /// What to write instead of a call on something; nil for a name that nobody is known to use.
  static func call(_ name: String, on subject: String?) -> String? {
    guard name.utf8.count <= 16, let pattern = functions[name.lowercased()] else { return nil }
    let short = subject.flatMap { $0.utf8.count > 60 || $0.contains("\n") ? nil : $0 }
    return pattern.replacing("$", with: short ?? "x")
  }

  /// What to write instead of a word; nil for one that nobody is known to use.
  static func word(_ name: String) -> String? {
    switch name {
    case "True", "TRUE", "yes": "true"
    case "False", "FALSE", "no": "false"
    default: nil
    }
  }

  /// Whether a word is what others call a value that is not there.
  static func isNothing(_ name: String) -> Bool {
    ["nil", "none", "None", "NULL", "Null", "undefined"].contains(name)
  }
}
