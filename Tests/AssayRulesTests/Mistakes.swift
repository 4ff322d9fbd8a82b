/// Expressions for `CheckerGoldenTests`: a table.
enum Mistakes {
  typealias Case = CheckerGoldenTests.Case

  /// By what is wrong with them.
  static let refused: [(title: String, cases: [Case])] = [
    ("A field that does not exist", absent),
    ("A misspelt field", misspelt),
    ("A value outside of its enumeration", values),
    ("Versions compared as texts", versions),
    ("A wrong type", types),
    ("A field without a guard", unguarded),
    ("A comparison with one answer", constant),
    ("A literal that is none", literals),
    ("What cannot be read", unreadable),
  ]

  private static let absent: [Case] = [
    Case(kind: "volume", expression: #"resource.colour == "red""#),
    Case(kind: "volume", expression: #"has(resource.colour)"#),
    Case(kind: "volume", expression: #"resource.?colour.orValue("") == "red""#),
    Case(kind: "volume", expression: #"resource["colour"] == "red""#),
    Case(kind: "volume", expression: #""colour" in resource"#),
    Case(kind: "volume", expression: #"resource.attachments.exists(a, a.colour == "x")"#),
    Case(kind: "volume", expression: #"cel.bind(r, resource, r.colour == "x")"#),
    Case(kind: "instance", expression: #"resource.blockDevices.map(d, d.colour).size() > 0"#),
    Case(
      kind: "instance",
      expression: #"resource.blockDevices.filter(d, d.encrypted).exists(d, d.colour == "x")"#),
    Case(kind: "volume", expression: #"v.colour == "x""#, rule: #"variables: {v: resource}"#),
    Case(
      kind: "instance", expression: #"each.colour == "x""#, rule: #"foreach: resource.blockDevices"#
    ),
    Case(kind: "volume", expression: #"dyn(resource).colour == "red""#),
    Case(kind: "volume", expression: #"(resource.encrypted ? resource : resource).colour == "x""#),
    Case(kind: "instance", expression: #"has(resource.subnet) && resource.subnet.colour == "x""#),
    Case(kind: "instance", expression: #"resource.?subnet.optMap(s, s.colour).orValue("") == "x""#),
    Case(kind: "volume", expression: #"{"a": resource}.a.colour == "x""#),
    Case(kind: "volume", expression: #"type(resource.colour) == string"#),
    Case(kind: "volume", expression: #"now.colour == "x""#),
    Case(
      kind: "volume", expression: #"params.colour == "x""#,
      manifest: #"params: {size: {type: int, default: 1, doc: d}}"#),
  ]

  private static let misspelt: [Case] = [
    Case(
      kind: "instance",
      expression: #"!resource.blockDevices.exist(b, b.encrypted)"#),
    Case(
      kind: "iam_policy",
      expression: #"resource.document.statements.all(s, s.actions.al(a, a != "*"))"#),
    Case(kind: "volume", expression: #"resource.encripted"#),
    Case(kind: "volume", expression: #"resource.Encrypted"#),
    Case(kind: "volume", expression: #"resource.kms_key_id == "a""#),
    Case(kind: "instance", expression: #"resource.http_tokens == "required""#),
    Case(kind: "security_group", expression: #"resource.ingress.exists(r, r.fromport == 22)"#),
    Case(kind: "security_group", expression: #"resource.ingres.size() == 0"#),
    Case(kind: "volume", expression: #"has(resource.kmsKeyID)"#),
    Case(kind: "volume", expression: #"resource.?kmsKeyID.hasValue()"#),
    Case(kind: "volume", expression: #"resouce.encrypted"#),
    Case(kind: "volume", expression: #"encrypted"#),
    Case(kind: "volume", expression: #"eahc.encrypted"#, rule: #"foreach: resource.attachments"#),
    Case(kind: "volume", expression: #"resource["encrypted"]"#),
    Case(kind: "volume", expression: #""encrypted" in resource"#),
    Case(kind: "volume", expression: #"resource.encrypted.value"#),
    Case(
      kind: "volume", expression: #"params.maxAge > 1"#,
      manifest: #"params: {maxAges: {type: int, default: 1, doc: d}}"#),
  ]

  private static let values: [Case] = [
    Case(
      kind: "iam_policy",
      expression:
        #"resource.document.statements.exists(s, s.actions.exists(a, a.lowerAscii().matches("^iam:Pass")))"#
    ),
    Case(kind: "instance", expression: #"resource.httpTokens == "requird""#),
    Case(kind: "instance", expression: #""REQUIRED" == resource.httpTokens"#),
    Case(kind: "instance", expression: #"!(resource.httpTokens != "requried")"#),
    Case(kind: "instance", expression: #"resource.httpTokens == """#),
    Case(kind: "instance", expression: #"resource.httpTokens in ["required", "optionl"]"#),
    Case(kind: "instance", expression: #"resource.httpTokens in ["required"] + ["optinal"]"#),
    Case(
      kind: "instance", expression: #"resource.httpTokens in ok"#,
      rule: #"variables: {ok: '["required", "optinal"]'}"#),
    Case(
      kind: "instance", expression: #"t == "requird""#,
      rule: #"variables: {t: resource.httpTokens}"#),
    Case(kind: "instance", expression: #"["requird"].exists(x, x == resource.httpTokens)"#),
    Case(
      kind: "instance", expression: #"[resource].map(r, r.httpTokens).exists(t, t == "requird")"#),
    Case(
      kind: "instance",
      expression: #"cel.bind(ok, ["required", "Optional"], resource.httpTokens in ok)"#),
    Case(kind: "instance", expression: #"sets.contains(["requird"], [resource.httpTokens])"#),
    Case(
      kind: "instance",
      expression: #"(has(resource.imageId) ? "requird" : "optional") == resource.httpTokens"#),
    Case(kind: "instance", expression: #"resource.?httpEndpoint.orValue("enabled") == "Disabled""#),
    Case(kind: "instance", expression: #"resource.httpTokens.lowerAscii() == "Required""#),
    Case(kind: "instance", expression: #"resource.httpTokens.startsWith("Req")"#),
    Case(kind: "instance", expression: #"resource.httpTokens.matches("^Required$")"#),
    Case(
      kind: "instance", expression: #"resource.httpTokens == params.wanted"#,
      manifest: #"params: {wanted: {type: string, default: requird, doc: d}}"#),
    Case(
      kind: "instance", expression: #"resource.httpTokens == params.wanted"#,
      manifest: #"params: {wanted: {type: string, default: x, doc: d, values: [x, yy]}}"#),
  ]

  private static let versions: [Case] = [
    Case(kind: "image_recipe", expression: #"resource.version >= "1.10.0""#),
    Case(kind: "image_recipe", expression: #""1.10.0" <= resource.version"#),
    Case(kind: "image_recipe", expression: #"resource.version > "2""#),
    Case(
      kind: "image_recipe", expression: #"v > "1.9""#, rule: #"variables: {v: resource.version}"#),
    Case(kind: "image_recipe", expression: #"cel.bind(v, resource.version, v > "1.9.0")"#),
    Case(kind: "image_recipe", expression: #"[resource.version].exists(v, v >= "1.10.0")"#),
    Case(kind: "image_recipe", expression: #"resource.version.trim() > "1.9.0""#),
    Case(kind: "image_recipe", expression: #"resource.version.replace("v", "") > "1.9.0""#),
    Case(kind: "image", expression: #"resource.?version.orValue("0") > "1.2""#),
    Case(
      kind: "image_recipe", expression: #"resource.version > params.min"#,
      manifest: #"params: {min: {type: string, default: "1.0", doc: d}}"#),
    Case(kind: "image_recipe", expression: #"[resource.version, "1.10"].sort()[0] == "1.10""#),
    Case(kind: "image_recipe", expression: #"double(resource.version) > 1.9"#),
    Case(
      kind: "image_recipe",
      expression: #"version(resource.version, "semver") > version("1.10", "semver")"#),
    Case(
      kind: "image_recipe",
      expression: #"version(resource.version, "semver") > version("1.10.0", "rpm")"#),
    Case(
      kind: "image_recipe",
      expression: #"version(resource.version, "semvr") > version("1.10.0", "semvr")"#),
    Case(kind: "image_recipe", expression: #"version(resource.version, "semver") > "1.10.0""#),
    Case(kind: "image_recipe", expression: #"version(resource.version) > version("1.10.0")"#),
    Case(
      kind: "image_recipe",
      expression: #"semverRange(">=1.2.0").contains(version(resource.version, "rpm"))"#),
    Case(kind: "image_recipe", expression: #"semverRange(">=1.2.0 <").contains(resource.version)"#),
    Case(kind: "instance", expression: #"has(resource.imageId) && resource.imageId > "9""#),
    Case(kind: "instance", expression: #"has(resource.imageId) && resource.imageId > "90m""#),
  ]

  private static let types: [Case] = [
    Case(
      kind: "instance",
      expression: #"resource.monitoringEnabled ? "yes" : "no""#),
    Case(
      kind: "volume",
      expression: #"has(resource.createTime) && resource.createTime > "2026-01-01""#),
    Case(kind: "instance", expression: #"resource.httpTokens"#),
    Case(kind: "instance", expression: #"resource.blockDevices"#),
    Case(kind: "instance", expression: #"resource"#),
    Case(kind: "volume", expression: #"has(resource.size) && resource.size"#),
    Case(kind: "volume", expression: #"has(resource.createTime) && resource.createTime"#),
    Case(kind: "volume", expression: #"resource.encrypted == "true""#),
    Case(kind: "volume", expression: #"resource.encrypted == "yes""#),
    Case(kind: "volume", expression: #"resource.encrypted > 0"#),
    Case(kind: "volume", expression: #"has(resource.size) && resource.size > "100""#),
    Case(kind: "volume", expression: #"has(resource.size) && resource.size == 10.5"#),
    Case(kind: "volume", expression: #"has(resource.size) && resource.size + "GB" == "10GB""#),
    Case(
      kind: "volume",
      expression: #"has(resource.createTime) && resource.createTime > "2024-01-01T00:00:00Z""#),
    Case(kind: "volume", expression: #"has(resource.createTime) && age(resource.createTime) > 90"#),
    Case(
      kind: "volume", expression: #"has(resource.createTime) && age(resource.createTime) > "90d""#),
    Case(
      kind: "volume",
      expression: #"has(resource.createTime) && age(resource.createTime) > duration("90d")"#),
    Case(
      kind: "volume", expression: #"has(resource.createTime) && resource.createTime < now - 90"#),
    Case(kind: "volume", expression: #"size(resource.encrypted) > 0"#),
    Case(kind: "instance", expression: #"resource.securityGroupIds == "sg-1""#),
    Case(kind: "instance", expression: #"resource.securityGroupIds.contains("sg-1")"#),
    Case(kind: "instance", expression: #"has(resource.imageId) && "ami" in resource.imageId"#),
    Case(kind: "instance", expression: #"resource.blockDevices.encrypted"#),
    Case(kind: "instance", expression: #"resource.blockDevices.length > 0"#),
    Case(kind: "instance", expression: #"resource.blockDevices.size > 0"#),
    Case(kind: "instance", expression: #"resource.blockDevices.any(d, d.encrypted)"#),
    Case(kind: "instance", expression: #"len(resource.blockDevices) > 0"#),
    Case(kind: "instance", expression: #"(resource.httpTokens == "required" ? 1 : "a") == 1"#),
    Case(kind: "instance", expression: #"resource.httpTokens.optMap(t, t).hasValue()"#),
    Case(kind: "instance", expression: #"[?resource.httpTokens].size() > 0"#),
    Case(kind: "instance", expression: #"resource.httpTokens.exists(t, t == "a")"#),
    Case(
      kind: "instance",
      expression:
        #"resource.blockDevices.sortBy(d, d.deviceName).size() > 0 && resource.blockDevices.sortBy(d, d).size() > 0"#
    ),
    Case(kind: "instance", expression: #"{resource.blockDevices: 1}.size() > 0"#),
    Case(
      kind: "security_group", expression: #"resource.ingress.exists(r, r.fromPort in ["22", 23])"#),
    Case(kind: "security_group", expression: #"resource.ingress.exists(r, r.protocol == 6)"#),
    Case(
      kind: "security_group",
      expression: #"resource.ingress.exists(r, r.ipv4Ranges.exists(c, cidr(c) == "0.0.0.0/0"))"#),
    Case(
      kind: "security_group",
      expression:
        #"resource.ingress.exists(r, r.ipv4Ranges.exists(c, cidr(c).contains("10.0.0.1")))"#),
    Case(kind: "security_group", expression: #"resource.ingress.all(r)"#),
    Case(kind: "security_group", expression: #"resource.ingress.startWith("a")"#),
  ]

  private static let unguarded: [Case] = [
    Case(
      kind: "instance",
      expression: #"resource.?subnet.vpcId.orValue("") == "x""#),
    Case(kind: "volume", expression: #"resource.kmsKeyId.startsWith("arn:")"#),
    Case(kind: "volume", expression: #"resource.kmsKeyId == "x" || !has(resource.kmsKeyId)"#),
    Case(kind: "volume", expression: #"has(resource.kmsKeyId) || resource.kmsKeyId == "a""#),
    Case(kind: "volume", expression: #"has(resource.kmsKeyId) ? true : resource.kmsKeyId == """#),
    Case(
      kind: "volume", expression: #"k.startsWith("arn:")"#,
      rule: #"variables: {k: resource.kmsKeyId}"#),
    Case(
      kind: "volume", expression: #"resource.kmsKeyId.startsWith("a")"#,
      rule: #"when: has(resource.size)"#),
    Case(kind: "instance", expression: #"resource.subnet.mapPublicIpOnLaunch"#),
    Case(kind: "instance", expression: #"resource.blockDevices.exists(d, d.kmsKeyId == "x")"#),
    Case(
      kind: "instance", expression: #"each.kmsKeyId == "x""#,
      rule: #"foreach: resource.blockDevices"#),
    Case(kind: "volume", expression: #"[resource.kmsKeyId].size() > 0"#),
    Case(kind: "volume", expression: #"resource.?kmsKeyId == "x""#),
    Case(kind: "volume", expression: #"resource.?kmsKeyId.startsWith("x")"#),
    Case(kind: "volume", expression: #"resource.?kmsKeyId.value() == "x""#),
    Case(kind: "volume", expression: #"has(resource.tags) && resource.tags["owner"] == "x""#),
    Case(kind: "instance", expression: #"resource.blockDevices[0].encrypted"#),
    Case(
      kind: "instance",
      expression: #"resource.blockDevices.size() > 1 && resource.blockDevices[2].encrypted"#),
  ]

  private static let constant: [Case] = [
    Case(
      kind: "instance",
      expression: #"resource.httpTokens != "required" && resource.httpTokens != "optional""#),
    Case(kind: "security_group", expression: #"size(resource.ingress) < 0"#),
    Case(kind: "security_group", expression: #"resource.ingress.size() >= 0"#),
    Case(kind: "security_group", expression: #"size(resource.ingress) == -1"#),
    Case(kind: "security_group", expression: #"resource.ingress == null"#),
    Case(kind: "volume", expression: #"has(resource.kmsKeyId) && resource.kmsKeyId != null"#),
    Case(kind: "volume", expression: #"resource.encrypted == resource.encrypted"#),
    Case(kind: "volume", expression: #"now > now"#),
    Case(kind: "volume", expression: #"resource.encrypted && 1 == 2"#),
    Case(kind: "volume", expression: #"duration("1h") > duration("2h")"#),
    Case(kind: "volume", expression: #""abc".startsWith("a")"#),
    Case(kind: "volume", expression: #"resource.volumeId in []"#),
    Case(kind: "volume", expression: #"resource.encrypted && !resource.encrypted"#),
    Case(kind: "volume", expression: #"resource.encrypted || !resource.encrypted"#),
    Case(
      kind: "volume", expression: #"has(resource.size) && resource.size > 5 && resource.size < 3"#),
    Case(
      kind: "volume", expression: #"has(resource.size) && resource.size > 5 && resource.size < 6"#),
    Case(
      kind: "volume",
      expression: #"has(resource.size) && (resource.size > 5 || resource.size < 10)"#),
    Case(
      kind: "volume",
      expression: #"has(resource.size) && (resource.size != 5 || resource.size != 6)"#),
    Case(
      kind: "volume",
      expression: #"has(resource.size) && resource.size in [1, 2] && resource.size > 2"#),
    Case(
      kind: "security_group",
      expression: #"resource.ingress.exists(r, r.protocol == "tcp" && r.protocol == "udp")"#),
    Case(
      kind: "security_group",
      expression: #"resource.ingress.exists(r, r.protocol != "tcp" || r.protocol != "udp")"#),
    Case(
      kind: "instance",
      expression: #"has(resource.imageId) && resource.imageId.lowerAscii() == "AMI-1""#),
    Case(
      kind: "instance",
      expression: #"has(resource.imageId) && resource.imageId.lowerAscii().startsWith("AMI")"#),
    Case(
      kind: "instance", expression: #"resource.httpTokens == "required""#,
      rule: #"when: resource.httpTokens.contains("i")"#),
  ]

  private static let literals: [Case] = [
    Case(
      kind: "instance", expression: #"has(resource.imageId) && resource.imageId.matches("(ami")"#),
    Case(
      kind: "instance",
      expression:
        #"has(resource.imageId) && ["^ami-", "(x"].exists(p, resource.imageId.matches(p))"#),
    Case(
      kind: "instance", expression: #"has(resource.imageId) && resource.imageId.matches(params.p)"#,
      manifest: #"params: {p: {type: string, default: '[a', doc: d}}"#),
    Case(
      kind: "volume",
      expression: #"has(resource.createTime) && resource.createTime > timestamp("2026-13-01")"#),
    Case(
      kind: "volume",
      expression: #"has(resource.createTime) && resource.createTime.getHours("Mars/Olympus") > 3"#),
    Case(
      kind: "security_group",
      expression:
        #"resource.ingress.exists(r, r.ipv4Ranges.exists(c, cidr("10.0.0.0/33").containsCIDR(c)))"#),
    Case(
      kind: "security_group",
      expression:
        #"resource.ingress.exists(r, r.ipv4Ranges.exists(c, cidrs.cover(["10.0.0.0/8", "x"], cidr(c))))"#
    ),
    Case(
      kind: "security_group",
      expression:
        #"resource.ingress.exists(r, r.ipv4Ranges.exists(c, cidr(c).containsIP("10.0.0")))"#),
    Case(
      kind: "volume",
      expression: #"has(resource.kmsKeyId) && arn(resource.kmsKeyId) == arn("aws:kms")"#),
  ]

  private static let unreadable: [Case] = [
    Case(kind: "volume", expression: #"resource.encrypted and true"#),
    Case(kind: "volume", expression: #"not resource.encrypted"#),
    Case(kind: "volume", expression: #"resource.encrypted = true"#),
    Case(kind: "volume", expression: #"resource.encrypted === true"#),
    Case(kind: "volume", expression: #"resource.encrypted =~ "x""#),
    Case(kind: "security_group", expression: #"resource.ingress[*].world"#),
    Case(kind: "security_group", expression: #"resource.ingress.exists(r -> r.world)"#),
    Case(kind: "security_group", expression: #"(resource.ingress.size() == 0"#),
    Case(kind: "security_group", expression: #"resource.ingress.exists(1, true)"#),
    Case(kind: "security_group", expression: #"resource.ingress.exists(r, r, r.world)"#),
    Case(kind: "volume", expression: #"resource.volumeId == "abc"#),
    Case(kind: "volume", expression: #"resource.volumeId == "\d""#),
    Case(kind: "volume", expression: #"resource.volumeId == b"\u00e4""#),
    Case(kind: "volume", expression: #"resource.volumeId == "\ud800""#),
    Case(kind: "volume", expression: #"resource.`a$b` == 1"#),
    Case(kind: "volume", expression: #"resource.encrypted && 99999999999999999999 > 1"#),
    Case(kind: "volume", expression: #"resource.encrypted && for > 1"#),
    Case(kind: "volume", expression: #"Volume{size: 1}.size == 1"#),
    Case(kind: "volume", expression: #"has(resource)"#),
    Case(kind: "volume", expression: #"resource.encrypted ? true"#),
    Case(kind: "volume", expression: #"resource.encrypted == True"#),
    Case(kind: "volume", expression: #"resource.volumeId == nil"#),
  ]

  /// What may be meant.
  static let dubious: [Case] = [
    Case(kind: "instance", expression: #"resource.blockDevices.all(d, d.encrypted)"#),
    Case(
      kind: "instance",
      expression: #"resource.blockDevices.exists(d, resource.httpTokens == "required")"#),
    Case(kind: "volume", expression: #"resource.encrypted && true"#),
    Case(kind: "volume", expression: #"resource.encrypted && resource.encrypted"#),
    Case(kind: "volume", expression: #"has(resource.encrypted)"#),
    Case(kind: "image_recipe", expression: #"resource.version.startsWith("1.1")"#),
    Case(kind: "image_recipe", expression: #"resource.version.matches(r"^1\.[0-9]+$")"#),
    Case(kind: "image_recipe", expression: #"resource.version.glob("1.1*")"#),
    Case(kind: "image_recipe", expression: #"resource.version > "2026-01-01""#),
    Case(kind: "instance", expression: #"resource.httpTokens in ["required", "optional"]"#),
    Case(
      kind: "volume", expression: #"resource.encrypted"#, rule: #"variables: {v: resource.?size}"#),
    Case(
      kind: "volume", expression: #"resource.encrypted"#,
      manifest: #"params: {spare: {type: int, default: 1, doc: d}}"#),
  ]

  /// What looks like one of the mistakes, and is none.
  static let sound: [Case] = [
    Case(
      kind: "volume",
      expression:
        #"["10.0.0.0/8", "pl-1"].filter(r, isCIDR(r)).exists(r, cidr(r).prefixLength() > 7) == resource.encrypted"#
    ),
    Case(
      kind: "volume",
      expression:
        #"params.nets.exists(n, isCIDR(n) && cidr(n).prefixLength() > 7) == resource.encrypted"#,
      manifest: #"params: {nets: {type: list<string>, default: ["10.0.0.0/8", pl-1], doc: d}}"#),
    Case(
      kind: "iam_policy",
      expression:
        #"resource.document.statements.exists(s, s.actions.exists(a, a.lowerAscii().matches("(?i)^iam:Pass")))"#
    ),
    Case(
      kind: "instance",
      expression: #"resource.httpTokens == "required" || resource.httpTokens == "optional""#),
    Case(
      kind: "instance",
      expression: #"resource.httpTokens.endsWith("ed") || resource.httpTokens.contains("option")"#),
    Case(kind: "instance", expression: #"resource.?httpEndpoint.orValue("") == """#),
    Case(kind: "instance", expression: #"resource.?httpEndpoint.orValue("none") == "none""#),
    Case(
      kind: "instance",
      expression: #"(has(resource.imageId) ? "required" : "") == resource.httpTokens"#),
    Case(
      kind: "instance", expression: #"resource.httpTokens == params.mode || params.mode == "any""#,
      manifest: #"params: {mode: {type: string, default: any, doc: d}}"#),
    Case(kind: "image_recipe", expression: #"resource.version.startsWith("1.")"#),
    Case(kind: "image_recipe", expression: #"resource.version.matches("^[0-9]+$")"#),
    Case(kind: "image_recipe", expression: #"resource.version == "1.2.3""#),
    Case(kind: "image_recipe", expression: #"int(resource.version.split(".")[0]) >= 2"#),
    Case(
      kind: "image_recipe",
      expression: #"version(resource.version, "semver") >= version("1.10.0", "semver")"#),
    Case(kind: "image_recipe", expression: #"resource.components.sortBy(c, c.name).size() > 0"#),
    Case(
      kind: "image",
      expression: #"has(resource.osVersion) && resource.osVersion.startsWith("Amazon Linux 2")"#),
    Case(
      kind: "volume",
      expression: #"has(resource.createTime) && now - resource.createTime > days(90)"#),
    Case(
      kind: "volume",
      expression: #"has(resource.tags) && "a" in resource.tags && resource.tags["a"] == "x""#),
    Case(
      kind: "volume", expression: #"has(resource.size) && (resource.size < 3 || resource.size > 5)"#
    ),
    Case(
      kind: "volume", expression: #"has(resource.size) && resource.size > 5 && resource.size < 7"#),
    Case(
      kind: "volume", expression: #"has(resource.size) && resource.size != 5 && resource.size != 6"#
    ),
    Case(
      kind: "instance",
      expression: #"resource.blockDevices.size() > 1 && resource.blockDevices[1].encrypted"#),
    Case(
      kind: "instance",
      expression:
        #"resource.blockDevices.exists(d, d.encrypted) && resource.blockDevices[0].encrypted"#),
    Case(
      kind: "instance",
      expression: #"has(resource.imageId) && resource.imageId.split("-")[0] == "ami""#),
    Case(
      kind: "instance",
      expression: #"has(resource.imageId) && resource.imageId.lowerAscii() in ["ami-1", "ami-2"]"#),
    Case(kind: "instance", expression: #"has(resource.imageId) && resource.imageId > "ami-1""#),
    Case(
      kind: "security_group",
      expression: #"resource.ingress.exists(r, r.fromPort <= 22 && 22 <= r.toPort)"#),
    Case(
      kind: "security_group",
      expression:
        #"resource.ingress.exists(r, r.protocol == "all" || r.protocol in ["tcp", "udp"] && r.fromPort <= 1)"#
    ),
    Case(
      kind: "security_group",
      expression: #"!(resource.ingress.exists(r, r.world) && resource.egress.exists(r, r.world))"#),
    Case(kind: "volume", expression: #"has(resource.size) && double(resource.size) > 10.5"#),
    Case(
      kind: "volume",
      expression: #"resource.?kmsKeyId.hasValue() && resource.?kmsKeyId.value() == "x""#),
    Case(kind: "volume", expression: #"resource.?tags[?"owner"].orValue("") != """#),
  ]
}
