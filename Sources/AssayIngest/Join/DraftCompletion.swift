import AssayModel

/// Completes drafts by what others of the same inputs tell: rules that open a port together, names of
/// what has no ARN yet, and names and versions by way of links.
struct DraftCompletion: Sendable {
  let names: NameResolution
  private let links: LinkCompletion

  /// For drafts that are among `drafts`, or name them.
  init(_ drafts: [DraftResource]) {
    let names = NameResolution(drafts)
    self.names = names
    links = LinkCompletion(
      drafts.filter(LinkCompletion.isTarget).map { names.resolved(WorldOfRules.widened($0)) })
  }

  func completed(_ draft: DraftResource) -> DraftResource {
    links.completed(names.resolved(WorldOfRules.widened(draft)))
  }
}
