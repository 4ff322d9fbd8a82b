/// Whom `NotPrincipal` leaves out of a statement.
///
/// It does not take names as `Principal` does, which lets an account stand for all who are in it. The
/// IAM user guide ("AWS JSON policy elements: NotPrincipal") spares one user by his name and that of
/// his account and has everybody else of the account denied, so that the account's name spares none of
/// them. It says that a service may look at the role and at the session by themselves, so that a
/// session which is not named is spared or not. A denial spares nobody who has a permissions boundary
/// ("Permissions boundaries for IAM entities").
struct PrincipalException: Sendable, Hashable {
  let names: [PrincipalPattern]
  private let isDenial: Bool
  private let isBound: Bool
  private let service: ServiceReading

  /// Nil where it is `Principal` that stands there.
  ///
  /// `isBound` says whether principals of AWS have a permissions boundary.
  init?(_ principals: Statement.Principals, _ effect: Statement.Effect, isBound: Bool) {
    guard principals.isNegated else { return nil }
    names = principals.principals
    isDenial = effect == .deny
    service = principals.service
    self.isBound = isBound
  }

  /// Why an answer about somebody is uncertain, as a sentence without a full stop.
  static let doubt =
    "`NotPrincipal` does not name who asks, only the account or role; "
    + "services differ in what they make of that"

  func spares(_ principal: Principal) -> Match {
    spares(principal, PrincipalNames(names))
  }

  /// `names` are those of the exception, ready to be asked often.
  func spares(_ principal: Principal, _ names: PrincipalNames) -> Match {
    let meant = names.meaning(principal)
    if meant.contains(.everyone) { return .yes }
    guard principal.kind == .aws else { return Match(!meant.isEmpty) }
    if isBound, isDenial, !principal.isRoot { return .no }
    if principal.isRoot, !meant.isEmpty { return .yes }
    // Taken at its word where the account is not named too, of which the guide warns.
    if meant.contains(.arn(principal.name)) { return .yes }
    if meant.contains(where: Self.isName) { return service.sparesSessions }
    guard !meant.isEmpty else { return .no }
    let isOfAccount = principal.account.map(names.namedAccounts.contains) ?? false
    return isDenial && isOfAccount ? .no : service.sparesMembers
  }

  private static func isName(_ pattern: PrincipalPattern) -> Bool {
    if case .arn = pattern { true } else { false }
  }
}
