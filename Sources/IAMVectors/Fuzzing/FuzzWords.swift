import IAM

/// What random policies name, and the requests of the small universe.
enum FuzzWords {
  static let actions = [
    "s3:GetObject", "s3:PutObject", "s3:GetBucketAcl", "s3:DeleteObject", "iam:PassRole",
    "iam:GetRole", "sns:Publish",
    // Nobody lists these.
    "s3:GetNewObject", "s3:PutNewObject", "newsvc:GetObject", "newsvc:GetNewObject",
    "newsvc:Example", "othersvc:GetThing",
  ]

  static let actionPatterns = [
    "*", "s3:*", "s3:Get*", "s3:GetObject", "S3:getobject", "s3:PutObject", "s3:*Object",
    "s3:?etObject", "iam:*", "iam:PassRole", "iam:*Role", "sns:Publish", "s3:Get?ucketAcl",
    "s3:Get*Object", "newsvc:*", "newsvc:Get*Object", "newsvc:GetObject",
  ]
  /// Patterns over several services, which are dear where actions are those of the catalogue.
  static let widePatterns = ["*:Get*", "s*:*", "*Object", "?*:*t*", "*:*"]

  static let resources = [
    "arn:aws:s3:::a", "arn:aws:s3:::b", "arn:aws:s3:::A", "arn:aws:s3:::a/x", "arn:aws:s3:::a/ann",
    "arn:aws:s3:::a/ann/x", "arn:aws:s3:::a/bob/x", "arn:aws:s3:::ann", "arn:aws:s3:::b/x/y",
    "arn:aws:s3:::a/*", "arn:aws-cn:s3:::a", "arn:aws:sns:eu:1:t", "arn:aws:sns:us:1:t",
    "arn:aws:sns:eu:2:t", "arn:aws:sns:eu:1:t:s", "arn:aws:sns:eu:x:1:t", "arn:aws:sns::1:u",
    "arn:aws:iam::1:role/ann", "arn:aws:iam::ann:role/x", "arn:aws:iam::2:user/ann",
    "arn:aws:wafv2:eu:1:regional/webacl/w", "arn:aws:wafv2:eu:1:global/webacl/w", "*", "other",
  ]

  static let resourcePatterns = [
    "*", "*", "*", "arn:aws:s3:::*", "arn:aws:s3:::a", "arn:aws:s3:::a*", "arn:aws:s3:::a/*",
    "arn:aws:s3:::?", "arn:aws:s3:::*/x", "arn:aws:s3:::*a*", "arn:aws:s3:::a/ann/*",
    "arn:*:s3:::a", "arn:aws*:s3:::*", "arn:aws:sns:eu:1:t", "arn:aws:sns:eu:1:*",
    "arn:aws:sns:e*u:1:t*", "arn:aws:sns:??:1:t", "arn:aws:iam::1:role/*", "arn:aws:iam::?:*",
    "arn:aws:wafv2:eu:1:*/webacl/*", "arn:*", "arn:aws:sns:eu:1:t:*",
  ]
  /// Patterns with a `*` at the end of one of the first five parts.
  static let segmentPatterns = [
    "arn:aws:sns:*:1:t", "arn:aws:sns:*:*:t", "arn:aws:sns:eu:*:*", "arn:aws:iam::*:role/ann",
    "arn:aws:*:::a", "arn:aws:s3:*:*:a/x", "arn:aws:sns:*:t", "arn:aws:wafv2:*:*:*/webacl/*",
  ]
  /// Patterns with policy variables.
  static let variablePatterns = [
    "arn:aws:s3:::a/${aws:username}/*", "arn:aws:s3:::a/${aws:username}",
    "arn:aws:s3:::${aws:username}", "arn:aws:iam::${aws:username}:role/x",
    "arn:aws:s3:::a/${aws:username, 'ann'}/x", "arn:aws:s3:::a/${*}", "*/${aws:UserName}*",
    "arn:aws:s3:::${aws:username}/x",
  ]

  static let principals: [(type: String, name: String)] = [
    ("AWS", "*"), ("AWS", "111111111111"), ("AWS", "arn:aws:iam::111111111111:root"),
    ("AWS", "222222222222"), ("AWS", "arn:aws:iam::111111111111:role/a"),
    ("AWS", "arn:aws:iam::111111111111:role/p/a"), ("AWS", "arn:aws:iam::111111111111:user/ann"),
    ("AWS", "arn:aws:sts::111111111111:assumed-role/a/example"),
    ("AWS", "arn:aws:iam::222222222222:role/a"), ("Service", "ec2.amazonaws.com"),
    ("Service", "sns.amazonaws.com"), ("Federated", "cognito-identity.amazonaws.com"),
    ("Federated", "arn:aws:iam::111111111111:saml-provider/s"), ("CanonicalUser", "79a59df900b949"),
  ]

  static let requesters = [
    "*", "arn:aws:iam::111111111111:role/a", "arn:aws:iam::111111111111:role/p/a",
    "arn:aws:iam::111111111111:role/b", "arn:aws:iam::111111111111:user/ann",
    "arn:aws:sts::111111111111:assumed-role/a/example",
    "arn:aws:sts::111111111111:assumed-role/a/s",
    "arn:aws:sts::111111111111:assumed-role/b/example", "arn:aws:iam::222222222222:role/a",
    "arn:aws:sts::222222222222:assumed-role/a/example", "arn:aws:iam::333333333333:user/ann",
    "111111111111", "ec2.amazonaws.com", "sns.amazonaws.com", "s3.amazonaws.com",
    "cognito-identity.amazonaws.com", "arn:aws:iam::111111111111:saml-provider/s",
    "arn:aws:iam::222222222222:saml-provider/s", "79a59df900b949", "00",
  ].map { Principal($0) }
}
