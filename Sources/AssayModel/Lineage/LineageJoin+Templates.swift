/// Which versions of launch templates are launched.
extension LineageJoin {
  /// One version by all that tells of it.
  private struct Version {
    let template: LineageFacts.Template
    /// Nil where inputs contradict each other, or nobody says.
    var isDefault: Bool?
    /// Whether somebody says that it is the default.
    var mayBeDefault: Bool
  }

  mutating func joinTemplates() {
    var byName: [String: [ResourceID: Version]] = [:]
    for template in facts.templates {
      for name in Set([template.templateID, template.name].compactMap(\.self)) {
        let isDefault = template.isDefault
        if var known = byName[name]?[template.id] {
          if known.isDefault != isDefault { known.isDefault = nil }
          known.mayBeDefault = known.mayBeDefault || isDefault == true
          byName[name]?[template.id] = known
        } else {
          byName[name, default: [:]][template.id] = Version(
            template: template, isDefault: isDefault, mayBeDefault: isDefault == true)
        }
      }
    }
    let inOrder = byName.mapValues { versions in
      versions.values.sorted { left, right in
        (left.template.number ?? 0, left.template.id) < (
          right.template.number ?? 0, right.template.id
        )
      }
    }
    for use in facts.templateUses {
      let versions = inOrder[use.template] ?? []
      // Names are unique in one account and region only.
      let ids = Set(versions.map { $0.template.templateID ?? $0.template.id.uid })
      let (found, isSure) = ids.count == 1 ? meant(use.version, among: versions) : ([], false)
      for version in found {
        let edge = LineageEdge(version.template.id, isSure ? use.relation : .candidate, use.user)
        add(edge)
        if !isSure { floating.insert(edge) }
      }
      if found.isEmpty, use.template.hasPrefix("lt-") {
        let uid = "\(use.template)/\(use.version ?? "$Default")"
        let id = ResourceID(kind: ResourceKind.launchTemplate.rawValue, uid: uid)
        add(LineageEdge(id, use.relation, use.user))
      }
    }
  }

  /// The versions, ascending, that a text may mean, and whether it is the one.
  private func meant(_ text: String?, among versions: [Version]) -> (found: [Version], isSure: Bool)
  {
    // A declaration has one version, whatever number the deployment gives it.
    if versions.count == 1, versions[0].template.number == nil { return (versions, true) }
    switch text {
    case "$Latest":
      return (Array(versions.suffix(1)), !cutKinds.contains(.launchTemplate))
    case nil, "$Default":
      let found = versions.filter(\.mayBeDefault)
      return (found, found.count == 1 && found[0].isDefault == true)
    case .some(let number):
      return (versions.filter { $0.template.number.map(String.init) == number }, true)
    }
  }
}
