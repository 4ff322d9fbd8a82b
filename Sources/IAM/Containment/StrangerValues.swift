/// What a stranger's requests may have for a key, and which values are known not to be his.
///
/// A value that AWS sets is of its form: an account has twelve digits, and any of them may be a
/// stranger's. So a wildcard over a part of an account or of an organisation keeps nobody out; only
/// what a policy spells out does.
///
/// Sources: IAM user guide, "AWS global condition context keys"; S3 user guide, "The meaning of
/// public", which asks for fixed values; AWS Organizations, which has the ids of organisations
/// unique and those of their roots and units not.
struct StrangerValues: Sendable {
  /// What the values look like: `*`, `?`, and `#` for a digit.
  enum Forms: Sendable {
    case anything
    /// Requests of strangers have no such key.
    case absent
    case texts([String])
    /// Wildcards stay within the parts of an ARN.
    case arns([String])
  }

  /// Values that are not a stranger's.
  struct Known {
    let `operator`: ConditionOperator
    /// What they are like.
    let text: String
  }

  let forms: Forms
  /// The values that a pattern of a policy shows to be somebody's whom it knows.
  let known: @Sendable (Pattern) -> Known?

  /// Nil for keys whose values strangers choose as they like, or that say nothing of them.
  static func of(_ key: String) -> StrangerValues? {
    if let values = table[key] { return values }
    guard let spelling = IdentityProvider.claim(key) else { return nil }
    return StrangerValues(forms: .anything) { pattern in
      IdentityProvider.owner(pattern, spelling).map { Known(operator: .stringLike, text: $0) }
    }
  }

  private static let account = StrangerValues(forms: .texts(["############"]), known: whole)
  private static let organization = StrangerValues(forms: .texts(["o-??????????*"]), known: whole)
  private static let paths = StrangerValues(
    forms: .texts(["o-??????????*/r-????*/", "o-??????????*/r-????*/ou-?*/"]),
    known: path)
  private static let absent = StrangerValues(forms: .absent) { _ in nil }
  private static let no = StrangerValues(forms: .texts(["false"])) { _ in nil }

  private static func arns(_ forms: String...) -> StrangerValues {
    StrangerValues(forms: .arns(forms), known: owned)
  }

  private static let table: [String: StrangerValues] = [
    "aws:principalaccount": StrangerValues(
      forms: .texts(["############", "anonymous"]), known: numbered),
    "aws:principalorgid": organization,
    "aws:principalorgpaths": paths,
    "aws:principalservicename": absent,
    "aws:principalservicenameslist": absent,
    "aws:principalisawsservice": no,
    "aws:principalarn": arns(
      "arn:aws*:iam::############:root", "arn:aws*:iam::############:role/?*",
      "arn:aws*:iam::############:user/?*", "arn:aws*:sts::############:federated-user/?*"),
    "aws:userid": StrangerValues(forms: .anything, known: uniqueID),
    "aws:sourceaccount": account,
    "aws:sourceowner": account,
    "aws:sourceorgid": organization,
    "aws:sourceorgpaths": paths,
    "aws:sourcearn": arns("arn:aws*:?*:*:############:?*", "arn:aws*:?*:*::?*"),
    "aws:sourcevpc": StrangerValues(
      forms: .texts(["vpc-????????", "vpc-?????????????????"]), known: whole),
    "aws:sourcevpcarn": arns("arn:aws*:ec2:?*:############:vpc/?*"),
    "aws:sourcevpce": StrangerValues(
      forms: .texts(["vpce-????????", "vpce-?????????????????"]), known: whole),
    "aws:vpceaccount": account,
    "aws:vpceorgid": organization,
    "aws:vpceorgpaths": paths,
    "kms:calleraccount": account,
    "s3:dataaccesspointaccount": account,
    // Those of several regions name none.
    "s3:dataaccesspointarn": arns("arn:aws*:s3:*:############:accesspoint/?*"),
    "lambda:functionarn": arns("arn:aws*:lambda:?*:############:function:?*"),
    "elasticfilesystem:accessedviamounttarget": no,
  ]

  /// Variables that stand for whoever owns the resource, who is no stranger.
  static let owners: Set<String> = [
    "aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths",
  ]

  /// An account or id that is spelled out, and not what stands for nobody's.
  @Sendable private static func numbered(_ pattern: Pattern) -> Known? {
    pattern.text == "anonymous" ? nil : whole(pattern)
  }

  /// A value that is spelled out.
  @Sendable private static func whole(_ pattern: Pattern) -> Known? {
    spelled(pattern.steps[...]).map { Known(operator: .stringEquals, text: $0) }
  }

  /// What lies in an organisation that is spelled out.
  @Sendable private static func path(_ pattern: Pattern) -> Known? {
    let parts = pattern.steps.split(separator: .scalar("/"), omittingEmptySubsequences: false)
    if let whole = whole(pattern), parts.count == 1 { return whole }
    return spelled(parts[0]).map { Known(operator: .stringLike, text: "\($0)/*") }
  }

  /// The things of an account that is spelled out, or the name of a thing without one.
  @Sendable private static func owned(_ pattern: Pattern) -> Known? {
    let parts = pattern.steps.split(
      separator: .scalar(":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, !parts[4].isEmpty else { return whole(pattern) }
    return spelled(parts[4]).map { Known(operator: .arnLike, text: "arn:*:*:*:\($0):*") }
  }

  /// `AROA…:*`, the sessions of a role whose id is spelled out, or such an id itself.
  @Sendable private static func uniqueID(_ pattern: Pattern) -> Known? {
    if let whole = numbered(pattern) { return whole }
    let parts = pattern.steps.split(
      separator: .scalar(":"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    return spelled(parts[0]).map { Known(operator: .stringLike, text: "\($0):*") }
  }

  /// The one text that some steps stand for, holes included, as a pattern has it; nil when there are
  /// none or more.
  private static func spelled(_ steps: ArraySlice<Pattern.Step>) -> String? {
    if steps.count == 1, case .variable(let variable) = steps.first, variable.fallback == nil,
      owners.contains(variable.key)
    {
      return "${\(variable.key)}"
    }
    let text = Pattern.spelled(steps)
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Pattern {
  /// The text that steps without wildcards and variables stand for, escaped where a pattern has
  /// other uses for a character; nil for others.
  static func spelled(_ steps: some Sequence<Step>) -> String? {
    var text = ""
    for step in steps {
      guard case .scalar(let scalar) = step else { return nil }
      text += escaped(scalar)
    }
    return text
  }
}
