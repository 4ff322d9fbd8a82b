/// What sessions are of: an account and the name of a role, which is unique there.
struct RoleName: Hashable {
  let account: String
  let name: String

  init(account: String, name: String) {
    self.account = account
    self.name = name
  }

  /// Nil for an ARN of something else, and for what is no ARN.
  init?(_ text: String) {
    guard let arn = ARN(text), arn.service == "iam", arn.resource.hasPrefix("role/"),
      let last = arn.resource.split(separator: "/").last
    else { return nil }
    self.init(account: arn.account, name: String(last))
  }
}
