import AssayModel
import Documents
import Records
import Sealing

/// Lineage for programs; `docs/lineage.md` describes it.
struct LineageJSON {
  /// What the document says it is.
  static let schema = "assay/lineage/v1"

  private let answer: LineageAnswer

  init(_ answer: LineageAnswer) { self.answer = answer }

  /// The document, ending with a line end.
  var bytes: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("schema", Self.schema)
      json.list("subjects", answer.subjects) { subject, json in
        write(subject.node, &json)
        json.list("upstream", subject.upstream, write)
        json.list("downstream", subject.downstream, write)
        json.key("radius")
        json.object { Self.write(subject.radius, &$0) }
      }
      json.member("approvedKnown", answer.approved != nil)
      json.list("images", answer.versions, Self.write)
      json.list("uses", answer.uses, Self.write)
      json.list("sources", answer.visibility.rows) { row, json in
        json.member("source", row.source.rawValue)
        json.member("account", row.account)
        json.member("region", row.region)
        json.member("seen", row.extent.rawValue)
        json.member("why", row.why)
      }
      json.member("notSeen", answer.visibility.notes)
      json.list("unread", answer.reading.unread) { input, json in
        json.member("path", input.path)
        json.member("why", input.unreadReason)
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func write(_ node: LineageNode, _ json: inout JSONWriter) {
    json.member("kind", node.id.kind)
    json.member("uid", node.id.uid)
    json.member("name", node.name)
    json.member("given", node.isGiven)
    json.member("account", node.account)
    json.member("region", node.region)
    json.member("version", node.version)
    json.member("state", node.state)
    Self.write(node.owner, &json)
    json.member("gaps", node.gaps)
    json.member("path", node.origin?.path)
    if let origin = node.origin { json.member("line", Int(origin.line)) }
    if node.id.kind == ResourceKind.instance.rawValue, node.isGiven, !node.isTerminated {
      Self.write(answer.behind(node), &json)
    }
  }

  private static func write(_ owner: LineageNode.Owner, _ json: inout JSONWriter) {
    switch owner {
    case .named(let name): json.member("owner", name)
    case .untagged: json.member("ownerMissing", "untagged")
    case .unknown: json.member("ownerMissing", "unknown")
    }
  }

  private static func write(_ behind: LineageAnswer.Behind, _ json: inout JSONWriter) {
    switch behind {
    case .versions(let count, let isApproved):
      json.member("versionsBehind", count)
      if let isApproved { json.member("approved", isApproved) }
    case .unknown(let why): json.member("versionsBehindUnknown", why)
    }
  }

  private func write(_ reached: Lineage.Reached, _ json: inout JSONWriter) {
    json.member("depth", reached.depth)
    json.member("relation", reached.relation.rawValue)
    json.member("via", "\(reached.via.kind)/\(reached.via.uid)")
    write(reached.node, &json)
  }

  private static func write(_ radius: BlastRadius, _ json: inout JSONWriter) {
    json.member("instances", radius.instances)
    json.list("kinds", radius.kinds) { item, json in
      json.member("kind", item.kind.rawValue)
      json.member("count", item.count)
    }
    json.list("states", radius.states) { item, json in
      json.member("state", item.state)
      json.member("count", item.count)
    }
    json.list("owners", radius.owners) { item, json in
      write(item.owner, &json)
      json.member("count", item.count)
    }
    json.list("places", radius.places) { item, json in
      json.member("account", item.account)
      json.member("region", item.region)
      json.member("count", item.count)
    }
  }

  private static func write(_ image: ImageVersions, _ json: inout JSONWriter) {
    json.member("arn", image.stem)
    json.member("newest", image.newest?.text)
    json.member("newestApproved", image.newestApproved?.text)
    json.list("versions", image.versions) { version, json in
      json.member("version", version.text)
      json.member("arn", version.arn)
      json.member("amis", version.images.map(\.id.uid))
      if let isApproved = version.isApproved { json.member("approved", isApproved) }
      json.member("available", version.isAvailable)
      json.member("notDescribed", version.undescribed)
      if let behind = version.behind { json.member("versionsBehind", behind) }
      if let doubt = version.doubt { json.member("versionsBehindUnknown", doubt) }
      json.member("instances", version.instances.map(\.id.uid))
    }
  }

  private static func write(_ use: ImageUse, _ json: inout JSONWriter) {
    json.member("ami", use.image.id.uid)
    json.member("seen", use.isSeen)
    json.member("instances", use.instances.map(\.id.uid))
    json.member("launchTemplates", use.templates.map(\.id.uid))
    json.member("launchConfigurations", use.configurations.map(\.id.uid))
    json.member("scalingGroups", use.groups.map(\.id.uid))
    json.member("fleets", use.fleets.map(\.id.uid))
    json.member("parameters", use.parameters.map(\.id.uid))
    json.member("recipes", use.recipes.map(\.id.uid))
    json.member("copies", use.copies.map(\.id.uid))
    json.member("derived", use.derived.map(\.id.uid))
    json.member("accounts", use.accounts)
    if let isPublic = use.sharing?.isPublic { json.member("public", isPublic) }
    if let accounts = use.sharing?.accounts { json.member("sharedWithAccounts", accounts) }
    if let organizations = use.sharing?.organizations {
      json.member("sharedWithOrganizations", organizations)
    }
  }
}
