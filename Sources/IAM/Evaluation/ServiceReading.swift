/// How a service takes those of whom services differ.
///
/// The guide says that a service may look at the account first, then at the user or role, then at the
/// session ("AWS JSON policy elements: NotPrincipal"); one service does the same with every statement.
package struct ServiceReading: Sendable, Hashable {
  /// Whether a session is left out whose role is named, and it is not.
  let sparesSessions: Match
  /// Whether somebody is left out of whom only the account is named.
  let sparesMembers: Match

  /// Any service.
  package static let any = ServiceReading(sparesSessions: .maybe, sparesMembers: .maybe)

  /// Each way in which a service may.
  package static let all = [Match.yes, .no].flatMap { sessions in
    [Match.yes, .no].map { ServiceReading(sparesSessions: sessions, sparesMembers: $0) }
  }
}
