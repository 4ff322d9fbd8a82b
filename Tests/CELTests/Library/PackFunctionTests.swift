import CEL
import Documents
import Testing

struct PackFunctionTests {
  /// Ascending; each pair of neighbours is compared both ways.
  private static let orders: [(kind: String, versions: [String])] = [
    (
      "semver",
      [
        "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
        "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
      ]
    ),
    (
      "dotted",
      ["1", "1.0.1", "1.9", "1.10", "3.1.1732.0", "3.2", "10.0", "99999999999999999999.1"]
    ),
    (
      "rpm",
      [
        "1.0~beta", "1.0~rc1", "1.0", "1.0^git1", "1.0.a", "1.0.1", "1.0.10", "2.0-1.el8",
        "2.0-1.el9", "2.0-10.el8", "2:0.1",
      ]
    ),
    (
      "deb",
      [
        "1.0~beta1", "1.0", "1.0-1", "1.0-1ubuntu1", "1.0-2", "1.0a", "1.0+b1", "1.0.1",
        "1.2", "1.10", "1:0.1",
      ]
    ),
  ]

  @Test(arguments: PackFunctionTests.orders)
  func `versions have the order of their kind`(_ kind: String, _ versions: [String]) {
    for (lower, higher) in zip(versions, versions.dropFirst()) {
      let test = "version(\"\(lower)\", \"\(kind)\") < version(\"\(higher)\", \"\(kind)\")"
      #expect(Fleet.value(test) == "true", "\(test)")
      let back = "version(\"\(higher)\", \"\(kind)\") <= version(\"\(lower)\", \"\(kind)\")"
      #expect(Fleet.value(back) == "false", "\(back)")
    }
  }

  @Test(arguments: [
    ("version(\"1.0\", \"dotted\") == version(\"1.0.0\", \"dotted\")", "true"),
    ("version(\"1.0.0+a\", \"semver\") == version(\"1.0.0+b\", \"semver\")", "true"),
    ("evr(\"3.2-1.el9\") >= evr(\"3.2\")", "true"), ("evr(\"1.05\") == evr(\"1.5\")", "true"),
    ("evr(\"0:1.0-1\") == evr(\"1.0-1\")", "true"),
    (
      "version(\"1.0\", \"rpm\") < version(\"1.0\", \"deb\")",
      "(error: version and version have no order)"
    ),
    (
      "version(\"1\", \"pep440\")",
      "(error: no kind of version `pep440`: semver, dotted, rpm or deb)"
    ),
    ("version(\"1.2\", \"semver\")", "(error: cannot convert `1.2` to semver version)"),
    ("version(\"\", \"rpm\")", "(error: cannot convert `` to rpm version)"),
    ("version(\"1:-2\", \"rpm\")", "(error: cannot convert `1:-2` to rpm version)"),
    ("version(\"a:1\", \"deb\")", "(error: cannot convert `a:1` to deb version)"),
    ("version(\"1.\", \"dotted\")", "(error: cannot convert `1.` to dotted version)"),
    ("version(\"1..2\", \"dotted\")", "(error: cannot convert `1..2` to dotted version)"),
    ("version(\"1.2.3-\", \"semver\")", "(error: cannot convert `1.2.3-` to semver version)"),
    ("version(\"1.2.3-a.\", \"semver\")", "(error: cannot convert `1.2.3-a.` to semver version)"),
    ("version(\"1.2.3-a\", \"semver\") < version(\"1.2.3-a.0\", \"semver\")", "true"),
    ("version(\"1.2.3-a-b.1+c.d\", \"semver\") == version(\"1.2.3-a-b.01\", \"semver\")", "true"),
    ("version(\"1.0.1\", \"dotted\") > version(\"1\", \"dotted\")", "true"),
    ("version(\"01.002\", \"dotted\") == version(\"1.2.0.0\", \"dotted\")", "true"),
    ("string(version(\"1.2.3\", \"semver\"))", "\"1.2.3\""),
    ("semverRange(\">=1.2.0 <2.0.0\").contains(\"1.9.9\")", "true"),
    ("semverRange(\">=1.2.0 <2.0.0\").contains(\"2.0.0\")", "false"),
    ("semverRange(\">= 1.2 || 0.5.x\").contains(\"0.5.7\")", "true"),
    ("semverRange(\"^0.2.3\").contains(\"0.2.9\")", "true"),
    ("semverRange(\"^0.2.3\").contains(\"0.3.0\")", "false"),
    ("semverRange(\"~1.2\").contains(\"1.2.9\")", "true"),
    ("semverRange(\"1.x\").contains(\"2.0.0\")", "false"),
    ("semverRange(\"*\").contains(\"7.1.0\")", "true"),
    ("semverRange(\">1.2\").contains(\"1.2.9\")", "false"),
    ("semverRange(\">=1.0.0\").contains(\"2.0.0-rc.1\")", "false"),
    ("semverRange(\">=2.0.0-rc.0\").contains(\"2.0.0-rc.1\")", "true"),
    ("semverRange(\"nope\")", "(error: cannot convert `nope` to version range)"),
  ])
  func `versions and their ranges`(_ text: String, _ expected: String) {
    #expect(Fleet.value(text) == expected)
  }

  @Test(arguments: [
    ("arn(\"arn:aws:iam::123:role/a:b\").resource()", "\"role/a:b\""),
    ("arn(\"arn:aws:iam::123:role/a\").account()", "\"123\""),
    ("arn(\"arn:aws-cn:s3:::b\").partition()", "\"aws-cn\""),
    ("arn(\"arn:aws:s3:::b\").region()", "\"\""),
    ("arn(\"arn:aws:s3:::b/k\").matches(\"arn:aws:s3:::b/*\")", "true"),
    ("arn(\"arn:aws:s3:::b/k\").matches(\"arn:*:s3:::?/k\")", "true"),
    ("arn(\"arn:aws:s3:eu::b\").matches(\"arn:aws:*:b\")", "false"),
    ("arn(\"x\")", "(error: cannot convert `x` to arn)"), ("isARN(\"arn:aws:s3:::b\")", "true"),
    ("isARN(\"arn:aws:s3\")", "false"),
    ("\"s3:GetObject\".glob(\"s3:Get*\")", "true"), ("\"abc\".glob(\"a?c\")", "true"),
    ("\"abc\".glob(\"ab\")", "false"), ("\"\".glob(\"*\")", "true"),
    ("\"a*b\".glob(\"a*b\")", "true"),
    ("\"aXbXc\".glob(\"*X?\")", "true"), ("\"é\".glob(\"?\")", "true"),
    ("path.within(\"/var/log/a\", \"/var/log\")", "true"),
    ("path.within(\"/var/logs\", \"/var/log\")", "false"),
    ("path.within(\"/var/log/../x\", \"/var/log\")", "false"),
    ("path.within(\"/var/log/./\", \"/var/log/\")", "true"), ("path.within(\"a\", \"/\")", "false"),
    ("days(90)", "7776000s"), ("hours(-1)", "-3600s"),
    ("days(1000000)", "(error: 1000000 days is out of the range of duration)"),
    ("age(timestamp(\"2026-11-21T00:00:00Z\"))", "86400s"),
    ("age(timestamp(\"2026-11-21T00:00:00Z\")) < days(2)", "true"),
  ])
  func `names, patterns and lengths of time`(_ text: String, _ expected: String) {
    #expect(Fleet.value(text) == expected)
  }

  @Test(arguments: [
    ("string(ip(\"2001:db8:0:0:1:0:0:1\"))", "\"2001:db8::1:0:0:1\""),
    ("string(ip(\"::\"))", "\"::\""), ("string(ip(\"1::\"))", "\"1::\""),
    ("string(ip(\"0:0:0:0:0:0:0:1\"))", "\"::1\""),
    ("string(ip(\"1:0:2:3:4:5:6:7\"))", "\"1:0:2:3:4:5:6:7\""),
    ("string(ip(\"::1.2.3.4\"))", "\"::102:304\""),
    ("ip(\"::ffff:a00:1\").family()", "4"),
    ("isIP(\"1.2.3\")", "false"), ("isIP(\"1.2.3.4.5\")", "false"), ("isIP(\"01.2.3.4\")", "false"),
    ("isIP(\"256.1.1.1\")", "false"), ("isIP(\"1::2::3\")", "false"), ("isIP(\":1\")", "false"),
    ("isIP(\"1:2:3:4:5:6:7:8:9\")", "false"), ("isIP(\"12345::\")", "false"),
    ("isIP(\"\")", "false"),
    ("isIP(\"1:2:3:4:5:6:7::8\")", "false"), ("isIP(\"+1::\")", "false"),
    ("isCIDR(\"10.0.0.0/33\")", "false"), ("isCIDR(\"10.0.0.0/\")", "false"),
    ("isCIDR(\"10.0.0.0\")", "false"), ("isCIDR(\"::/128\")", "true"),
    ("isCIDR(\"1.1.1.1/08\")", "false"),
    ("string(cidr(\"10.1.2.3/8\").masked())", "\"10.0.0.0/8\""),
    ("cidr(\"0.0.0.0/0\").containsIP(\"255.255.255.255\")", "true"),
    ("cidr(\"::/0\").containsIP(\"ffff::\")", "true"),
    ("cidr(\"::/0\").containsIP(\"1.2.3.4\")", "false"),
    ("cidr(\"10.0.0.0/8\").overlaps(\"10.2.0.0/16\")", "true"),
    ("cidr(\"10.0.0.0/8\").overlaps(cidr(\"11.0.0.0/8\"))", "false"),
    ("ip(\"172.31.0.1\").isPrivate()", "true"), ("ip(\"172.32.0.1\").isPrivate()", "false"),
    ("ip(\"fd00::1\").isPrivate()", "true"), ("cidr(\"10.0.0.0/7\").isPrivate()", "false"),
    ("cidr(\"192.168.4.0/24\").isPrivate()", "true"),
    ("cidrs.cover([\"10.0.0.0/9\", \"10.128.0.0/9\"], cidr(\"10.0.0.0/8\"))", "true"),
    ("cidrs.cover([\"10.0.0.0/9\", \"10.129.0.0/16\"], cidr(\"10.0.0.0/8\"))", "false"),
    ("cidrs.cover([\"::/1\", \"8000::/1\"], cidr(\"::/0\"))", "true"),
    ("cidrs.cover([], cidr(\"10.0.0.0/8\"))", "false"),
  ])
  func `addresses and ranges`(_ text: String, _ expected: String) {
    #expect(Fleet.value(text) == expected)
  }

  @Test(arguments: [
    ("resource.id.matches(\"(\")", "regular expression"), ("timestamp(\"x\") < now", "timestamp"),
    ("duration(\"1 day\") > duration(\"1h\")", "duration"),
    ("cidr(\"10.0.0.0/33\").prefixLength() > 1", "address range"),
    ("cidr(\"10.0.0.0/8\").containsIP(\"x\")", "IP address"),
    ("version(\"1\", \"pip\") == evr(\"1\")", "kind of version"),
    ("semverRange(\"a\").contains(\"1.0.0\")", "version range"),
    ("arn(\"x\").region() == \"\"", "resource name"),
  ])
  func `a literal that cannot work is refused when a rule compiles`(
    _ text: String, _ kind: String
  ) throws {
    let file = SourceFile(path: "rule", text: text)
    let expression = try #require(Parser.parse(file).expression)
    let outcome = Checker.check(expression, in: file, Fleet.environment)
    #expect(outcome.checked == nil)
    #expect(outcome.diagnostics.map(\.code) == ["bad-literal"])
    #expect(outcome.diagnostics.first?.message.contains(kind) == true)
  }

  @Test func `versions are compared only as versions`() throws {
    let file = SourceFile(path: "rule", text: "version(\"1\", \"dotted\") < \"2\"")
    let expression = try #require(Parser.parse(file).expression)
    #expect(Checker.check(expression, in: file, Fleet.environment).checked == nil)
  }

  @Test func `a library takes functions of its callers, by overload`() throws {
    let declaration = FunctionDeclaration(
      "twice",
      [
        .function("twice_int", [.int], .int, "Twice."),
        .function("twice_string", [.string], .string, "Twice."),
      ])
    var library = Library.standard
    library.add(
      declaration,
      [
        "twice_int": { _, arguments in
          guard case .int(let int) = arguments[0] else {
            return .error(.refused("twice", arguments))
          }
          return .int(int * 2)
        },
        "twice_string": { context, arguments in
          guard case .string(let text) = arguments[0] else {
            return .error(.refused("twice", arguments))
          }
          return context.checked(text + text)
        },
      ])
    var environment = Environment()
    environment.add(declaration)
    for (text, expected) in [
      ("twice(2)", "4"), ("twice(\"a\")", "\"aa\""), ("twice(dyn(\"a\"))", "\"aa\""),
      ("twice(dyn(1.5))", "(error: no `twice` takes (double))"),
    ] {
      let file = SourceFile(path: "rule", text: text)
      let expression = try #require(Parser.parse(file).expression)
      let checked = try #require(Checker.check(expression, in: file, environment).checked)
      var context = Context()
      #expect(
        Program(checked, library: library).evaluate(&context).printed(context.source) == expected)
      #expect(
        Program(unchecked: expression, library: library).evaluate(&context)
          .printed(context.source) == expected)
    }
  }
}
