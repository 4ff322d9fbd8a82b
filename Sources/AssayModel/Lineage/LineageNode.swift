package import Records

/// One thing that images are made of, or that is made from images.
package struct LineageNode: Sendable, Hashable {
  /// Who answers for it, by its tags.
  package enum Owner: Sendable, Hashable {
    case named(String)
    /// Its tags are known, and none of them says.
    case untagged
    /// Its tags are not known.
    case unknown
  }

  package let id: ResourceID
  /// For people; the uid where nothing else is known.
  package var name: String
  /// Whether it is among the inputs; else something in them names it, and no more is known.
  package var isGiven: Bool
  /// 12 digits; nil when nobody says.
  package var account: String?
  /// Such as `eu-west-1`; nil when nobody says.
  package var region: String?
  /// Of recipes, components, images and templates; nil for others and where it is not known.
  package var version: String?
  /// As the service names it: `running`, `available`; nil where it has none.
  package var state: String?
  package var owner: Owner = .unknown
  /// Whether inputs contradict each other about its state.
  package var isContested = false
  /// What inputs contradict each other in: it stays unknown, whatever a further one says.
  fileprivate(set) var contested: Contested = []
  /// When it was made, of images when the build began, in microseconds since 1970; of images, components and AMIs, nil
  /// where nobody says.
  package var created: Int64?
  /// The latest start or stop that is told, in microseconds since 1970; of instances.
  package var latestEvent: Int64?
  /// What it is made from as far as that is not known; whole clauses, in the order of its fields.
  package var gaps: [String] = []
  /// Where it stands; nil when it is only named.
  package var origin: Origin?

  /// Something that is named.
  package static func named(_ id: ResourceID) -> LineageNode {
    var node = LineageNode(id: id, name: id.uid, isGiven: false)
    if let version = ARNVersion(arn: id.uid) { node.version = version.text }
    if id.uid.hasPrefix("arn:") {
      let parts = id.uid.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      if parts.count == 6 {
        node.region = parts[3].isEmpty ? nil : String(parts[3])
        node.account = parts[4].isEmpty ? nil : String(parts[4])
      }
    }
    return node
  }

  /// The same thing by another answer: what was taken last counts, as far as one can tell, and what they contradict
  /// each other in is not known.
  func with(_ other: LineageNode) -> LineageNode {
    let isOrdered = latestEvent != other.latestEvent
    let isLater = (latestEvent ?? .min) < (other.latestEvent ?? .min)
    var node = isLater ? other : self
    let rest = isLater ? self : other
    var contested = contested.union(other.contested)
    node.account = Self.one(account, other.account, .account, &contested)
    node.region = Self.one(region, other.region, .region, &contested)
    node.version = Self.one(version, other.version, .version, &contested)
    node.created = Self.one(created, other.created, .created, &contested)
    node.contested = contested
    node.isContested = isContested || other.isContested
    if state != other.state, state != nil, other.state != nil { node.isContested = true }
    node.state = state(with: other, isOrdered: isOrdered, later: node.state)
    if node.owner == .unknown {
      node.owner = rest.owner
    } else if rest.owner != .unknown, rest.owner != node.owner, !isOrdered {
      node.owner = .unknown
    }
    if rest.gaps.count < node.gaps.count { node.gaps = rest.gaps }
    return node
  }

  /// Facts that have one value, however many answers tell of them.
  struct Contested: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let account = Self(rawValue: 1)
    static let region = Self(rawValue: 2)
    static let version = Self(rawValue: 4)
    static let created = Self(rawValue: 8)
  }

  private static func one<Value: Equatable>(
    _ left: Value?, _ right: Value?, _ fact: Contested, _ contested: inout Contested
  ) -> Value? {
    if let left, let right, left != right { contested.insert(fact) }
    return contested.contains(fact) ? nil : left ?? right
  }

  private func state(with other: LineageNode, isOrdered: Bool, later: String?) -> String? {
    guard let state, let its = other.state, state != its else { return state ?? other.state }
    guard id.kind == ResourceKind.instance.rawValue else {
      // A build that was seen to be done is no longer on its way.
      return hasBeenBuilt == other.hasBeenBuilt ? nil : hasBeenBuilt ? state : its
    }
    // An instance that was terminated does not run again, whichever answer was taken later.
    if isTerminated || other.isTerminated { return isTerminated ? state : its }
    return isOrdered ? later : nil
  }

  /// Whether it is an instance that will not run again.
  package var isTerminated: Bool { state == "terminated" || state == "shutting-down" }

  /// Whether it is a fleet that will launch nothing more.
  package var isEnded: Bool {
    state.map { $0 == "failed" || $0.hasPrefix("deleted") || $0.hasPrefix("cancelled") } ?? false
  }

  /// Whether it may be in an account and region, as far as those are known.
  func mayLie(in account: String?, _ region: String?) -> Bool {
    PathScope(account: self.account, region: self.region)
      .mayBe(PathScope(account: account, region: region))
  }
}

/// One step from what something is made of to what is made from it.
package struct LineageEdge: Sendable, Hashable, Comparable {
  /// What the step is.
  package enum Relation: String, Sendable, CaseIterable {
    /// A component is applied by a recipe.
    case component
    /// An image or parameter is the parent image of a recipe, or of what was built by it; an AMI was made from an
    /// instance of another one.
    case parent
    /// A version that `x` may stand for, or may have stood for when an image was built; what it stands for has a
    /// step of its own.
    case candidate
    /// A declared recipe or component is taken for the one that an ARN names: same name and version.
    case sameName = "same-name"
    /// A pipeline builds a recipe.
    case pipeline
    /// An image is a build of a recipe, or was built by a pipeline.
    case build
    /// An AMI came out of a build.
    case output
    /// An AMI was copied from another one.
    case copy
    /// A parameter holds the id of an AMI.
    case value
    /// A launch template names an AMI, or a parameter that holds one.
    case image
    /// A scaling group launches from a version of a launch template.
    case template
    /// An instance was launched from an AMI, a template, or by a scaling group.
    case launch
  }

  /// What is upstream: the component, the recipe, the image.
  package let from: ResourceID
  package let relation: Relation
  /// What is downstream: the instance, the template.
  package let to: ResourceID

  package init(_ from: ResourceID, _ relation: Relation, _ to: ResourceID) {
    self.from = from
    self.relation = relation
    self.to = to
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.from, left.to, left.relation.rawValue) < (right.from, right.to, right.relation.rawValue)
  }
}

extension ARNVersion {
  /// Major, minor and patch, with the build where it is said: `1.2.x`, `1.2.3/4`.
  package var text: String {
    let numbers = nodes.prefix(3).map { $0.map(String.init) ?? "x" }.joined(separator: ".")
    return numbers + (nodes[3].map { "/\($0)" } ?? "")
  }

  /// The recipe that makes an image: `…:image/name/1.2.3/4` comes of `…:image-recipe/name/1.2.3`.
  ///
  /// Nil for the ARN of anything else.
  package var recipeOfImage: String? {
    let numbers = nodes.prefix(3).map { $0.map(String.init) ?? "x" }.joined(separator: ".")
    return recipeStemOfImage.map { "\($0)/\(numbers)" }
  }

  /// The same without the version.
  var recipeStemOfImage: String? {
    guard let range = stem.firstRange(of: ":image/") else { return nil }
    return "\(stem[..<range.lowerBound]):image-recipe/\(stem[range.upperBound...])"
  }
}
