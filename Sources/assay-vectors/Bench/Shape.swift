/// What is measured: expressions that hold for every instance of the fleet, and look at all of it.
enum Shape: String, CaseIterable {
  /// Three tests of scalars.
  case a = "A"
  /// A test of each of 10 volumes.
  case b = "B"
  /// A test of each range of 3 security groups with 5 permissions of 4 ranges.
  case c = "C"
  /// A search through 400 packages, for the last.
  case d = "D"

  var expression: String {
    switch self {
    case .a: #"resource.state == "running" && resource.ebsOptimized && resource.hops <= 2"#
    case .b: "resource.volumes.all(v, v.encrypted && v.size <= 1024)"
    case .c:
      "resource.groups.all(g, g.ingress.all(p, p.sources.all(s, "
        + #"s != "198.51.100.0/24" || p.fromPort == 443)))"#
    case .d: #"resource.packages.exists(p, p.name == "openssl" && p.version == "3.0.7")"#
    }
  }
}

/// Rules to compile: 500 that differ, in the plain language that every implementation has.
enum RuleTexts {
  static let all: [String] = (0..<500).map(text)

  private static func text(_ number: Int) -> String {
    switch number % 10 {
    case 0: #"resource.state == "state-\#(number)" && resource.hops <= \#(number)"#
    case 1: "resource.volumes.all(v, v.encrypted && v.size <= \(number))"
    case 2: #"has(resource.name) && resource.name.startsWith("web-\#(number)")"#
    case 3:
      "resource.groups.all(g, g.ingress.all(p, p.fromPort > \(number) || p.sources.all(s, "
        + #"s != "10.0.\#(number).0/24")))"#
    case 4:
      #"resource.packages.exists(p, p.name == "package-\#(number)" && p.version != "1.\#(number)")"#
    case 5: "size(resource.volumes) > 0 && resource.volumes[0].size + \(number) > 100"
    case 6: #"resource.packages.filter(p, p.arch == "arch-\#(number)").size() == 0"#
    case 7:
      #"!resource.ebsOptimized || resource.state in ["running", "stopped", "state-\#(number)"]"#
    case 8: #"resource.packages.all(p, !p.name.matches("^evil-\#(number)-[0-9]+$"))"#
    default:
      #"resource.groups.exists_one(g, g.name == "group-\#(number)") ? resource.hops == 1 "#
        + ": resource.ebsOptimized"
    }
  }
}
