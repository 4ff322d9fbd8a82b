/// Which builds AMIs came out of.
extension LineageJoin {
  /// AMIs know their build by a tag, and builds their AMIs; what the build was made from its ARN tells, where it is not
  /// given.
  mutating func joinBuilds() {
    for (image, arns) in facts.builds {
      for arn in arns {
        guard let version = ARNVersion(arn: arn), version.isPinned else { continue }
        add(LineageEdge(ResourceID(kind: ResourceKind.image.rawValue, uid: arn), .output, image))
      }
    }
    let named = nodes.values.filter { $0.id.kind == ResourceKind.image.rawValue && !$0.isGiven }
    // Recipes of what others make are nobody's to see.
    for node in named where node.account != "aws" && node.account != "aws-marketplace" {
      guard let recipe = ARNVersion(arn: node.id.uid)?.recipeOfImage else { continue }
      add(
        LineageEdge(
          ResourceID(kind: ResourceKind.imageRecipe.rawValue, uid: recipe), .build, node.id))
    }
  }

  /// A copy is of the same build, whether or not its tags were copied; what it says itself goes before.
  mutating func joinCopies() {
    var copies: [ResourceID: [ResourceID]] = [:]
    for edge in edges {
      switch edge.relation {
      case .output: builds[edge.to, default: []].insert(edge.from.uid)
      case .copy: copies[edge.from, default: []].append(edge.to)
      default: break
      }
    }
    for (image, arns) in builds { builds[image] = Self.closest(arns) }
    let own = Set(builds.keys)
    var open = builds.flatMap { image, arns in arns.map { (image, $0) } }
    while let (image, arn) = open.popLast() {
      for copy in copies[image] ?? [] where !own.contains(copy) {
        if builds[copy, default: []].insert(arn).inserted { open.append((copy, arn)) }
      }
    }
    for (image, arns) in builds where ARNVersion.build(of: arns) == nil {
      nodes[image]?.gaps.append(
        arns.count > 1
          ? "several builds are said to have made it: \(arns.sorted().joined(separator: ", "))"
          : "its build is not known, its tag tells the version alone")
    }
  }

  /// Without versions of which another one names the build.
  private static func closest(_ arns: Set<String>) -> Set<String> {
    guard arns.count > 1 else { return arns }
    let versions = arns.map { (arn: $0, version: ARNVersion(arn: $0)) }
    return arns.filter { arn in
      guard let version = ARNVersion(arn: arn) else { return true }
      return !versions.contains { $0.arn != arn && ($0.version.map(version.covers) ?? false) }
    }
  }
}

extension ARNVersion {
  /// The build that some ARNs name together; nil when they name several, or none.
  static func build(of arns: Set<String>) -> String? {
    guard arns.count == 1, let arn = arns.first, let version = ARNVersion(arn: arn),
      version.isPinned, version.nodes[3] != nil
    else { return nil }
    return arn
  }
}
