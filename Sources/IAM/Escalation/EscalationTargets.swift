/// What the actions of ways work on, as names of resources in one partition.
struct EscalationTargets {
  /// One question: actions that have to be allowed on one and the same resource.
  struct Joint: Hashable {
    let form: Form
    /// In the order of the way's permissions; never empty.
    var actions: [String]
    /// The service that a role is passed to.
    let service: String?
    let isOfOtherUser: Bool
  }

  /// The names of resources of one kind.
  enum Form: Hashable {
    /// Actions on no resource have the resource `*`.
    case nothing
    /// `arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}`.
    case kind(String)
    /// One resource, by its ARN.
    case one(String)
    /// Of an action that the catalogue does not list.
    case anything
  }

  private let catalogue: ActionCatalogue
  private let principal: Principal?

  init(_ catalogue: ActionCatalogue, _ principal: Principal?) {
    self.catalogue = catalogue
    self.principal = principal
  }

  /// A way to read what a path asks for.
  struct Variant {
    let questions: [Joint]
    /// What has to exist besides what the path needs anyway.
    let needs: [String]
    /// What has to hold besides when the permissions are bounded.
    let needsWhenLimited: [String]
  }

  /// Readings of a path, the one that leads furthest first.
  func variants(of path: EscalationPath) -> [Variant] {
    let identities = path.permissions.compactMap { permission -> EscalationPath.Identity? in
      guard case .own(let identity) = permission.target else { return nil }
      return identity
    }
    let any = questions(of: path, own: nil)
    guard let identity = identities.first else {
      return [Variant(questions: any, needs: [], needsWhenLimited: [])]
    }
    // Who is not known may be anybody, also whom the policy names.
    guard let principal, ARN(principal.name) != nil else {
      let need = "the principal's own \(identity.rawValue) among those"
      return [Variant(questions: any, needs: [], needsWhenLimited: [need])]
    }
    let need = "another \(identity.rawValue) that the principal can act as"
    let other = Variant(questions: any, needs: [need], needsWhenLimited: [])
    guard let own = Self.own(principal, identity) else { return [other] }
    return [
      Variant(questions: questions(of: path, own: own), needs: [], needsWhenLimited: []), other,
    ]
  }

  /// Permissions on resources of the same kind are asked together: a path goes through one of each.
  private func questions(of path: EscalationPath, own: String?) -> [Joint] {
    var questions: [Joint] = []
    for permission in path.permissions {
      for form in forms(of: permission, own: own) {
        let isShared = form != .nothing && form != .anything
        if isShared, let index = questions.firstIndex(where: { $0.form == form }) {
          questions[index].actions.append(permission.action)
        } else {
          questions.append(
            Joint(
              form: form, actions: [permission.action], service: permission.service,
              isOfOtherUser: permission.target == .otherUser))
        }
      }
    }
    return questions
  }

  private func forms(of permission: EscalationPath.Permission, own: String?) -> [Form] {
    guard let action = catalogue.action(permission.action) else { return [.anything] }
    var kinds = action.resources.filter(\.isRequired)
    switch permission.target {
    case .required, .otherUser: break
    case .own:
      if let own { return [.one(own)] }
    case .kinds(let names): kinds = action.resources.filter { names.contains($0.type.name) }
    }
    return kinds.isEmpty ? [.nothing] : kinds.map { .kind($0.type.arn) }
  }

  /// The ARN of the principal itself; nil when it is of another kind.
  private static func own(
    _ principal: Principal, _ identity: EscalationPath.Identity
  ) -> String? {
    if identity == .role, let session = principal.sessionRole, let arn = ARN(principal.name) {
      return "arn:\(arn.partition):iam::\(session.account):role/\(session.name)"
    }
    guard let arn = ARN(principal.name), arn.resource.hasPrefix(identity.rawValue + "/") else {
      return nil
    }
    return principal.name
  }
}

extension EscalationTargets.Form {
  /// The resources of this form at a place, as a pattern.
  func pattern(at place: EscalationPlace) -> Pattern {
    switch self {
    case .nothing: Pattern("*", [])
    case .anything: Pattern("*", .wildcards)
    case .one(let arn): Pattern(arn, [])
    case .kind(let arn): Pattern(Self.filled(arn, place, name: "*"), .wildcards)
    }
  }

  /// One resource of this form.
  func example(at place: EscalationPlace) -> String {
    switch self {
    case .nothing, .anything: "*"
    case .one(let arn): arn
    case .kind(let arn): Self.filled(arn, place, name: "example")
    }
  }

  private static func filled(_ form: String, _ place: EscalationPlace, name: String) -> String {
    ResourceForm.filled(form) { part in
      switch part {
      case "Partition": place.partition
      case "Region": place.region
      case "Account": place.account
      default: name
      }
    }
  }
}

/// Where resources are looked for.
struct EscalationPlace: Hashable {
  var partition: String
  var region: String
  var account: String

  /// The most places that statements name and that are looked at.
  private static let most = 8

  /// The usual place, then those that the patterns of statements spell out.
  ///
  /// Parts that a pattern leaves open are those of the usual place.
  static func places(
    in statements: [Statement], of principal: Principal?, isBound: Bool
  ) -> [EscalationPlace] {
    let home = principal.flatMap { ARN($0.name) }
    var usual = EscalationPlace(
      partition: home?.partition ?? "aws", region: "us-east-1",
      account: home?.account ?? "111122223333")
    let arns = statements.filter { $0.effect == .allow }
      .flatMap { $0.resources?.patterns ?? [] }.compactMap { ARN($0.text) }
    if home == nil, let other = arns.first(where: { isSpelled($0.partition) }) {
      usual.partition = other.partition
    }
    var places = [usual]
    for arn in arns {
      var place = usual
      if isSpelled(arn.region) { place.region = arn.region }
      if isSpelled(arn.account), !isBound || home == nil { place.account = arn.account }
      if !places.contains(place) { places.append(place) }
      if places.count == most { break }
    }
    return places
  }

  /// Whether a part is a text and no pattern.
  static func isSpelled(_ part: String) -> Bool {
    !part.isEmpty && part != "aws" && !part.utf8.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x24 }
  }
}
