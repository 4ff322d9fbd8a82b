import AssayModel
import AssayReports

/// Lineage for people.
struct LineageText {
  let answer: LineageAnswer
  /// The most lines of a list.
  let limit: Int

  init(_ answer: LineageAnswer, limit: Int) {
    self.answer = answer
    self.limit = limit
  }

  /// The most characters of a cell: ARNs of scaling groups are to be seen whole.
  static let widest = 180

  /// Whole lines; nothing in them can steer a terminal.
  var text: String {
    let parts =
      answer.subjects.prefix(limit).map(told)
      + [left(answer.subjects.count, of: "thing of this name", "things of this name")]
      + answer.versions.prefix(limit).map(told)
      + [left(answer.versions.count, of: "image", "images"), uses, visibility]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What a list leaves out; empty when it leaves out nothing.
  func left(_ count: Int, of what: String, _ plural: String? = nil) -> String {
    let words = (count - limit).of("more " + what, plural.map { "more " + $0 })
    return count > limit ? "  … \(words); --all shows them\n" : ""
  }

  private func told(_ subject: LineageAnswer.Subject) -> String {
    let node = subject.node
    var text = "\(Self.title(node)) \(node.id.uid.visible(300))"
    if let name = Self.name(node) { text += " (\(name.visible(200)))" }
    var facts = [node.state, node.account, node.region].compactMap { $0?.visible(60) }
    switch node.owner {
    case .named(let owner): facts.append("owner \(owner.visible(100))")
    case .untagged: facts.append("no owner's tag")
    case .unknown: break
    }
    if !node.isGiven { facts.append("only named: not among the inputs") }
    text += "\n" + (facts.isEmpty ? "" : "  \(facts.joined(separator: ", "))\n")
    let isInstance = node.id.kind == ResourceKind.instance.rawValue
    if isInstance { text += "  \(behind(node))\n" }
    text += "\n  made from\n" + upstream(subject)
    return isInstance ? text : text + "\n  reaches\n" + radius(subject)
  }

  static func title(_ node: LineageNode) -> String {
    ResourceKind(rawValue: node.id.kind)?.title ?? node.id.kind
  }

  /// What it is called; nil when its id says that.
  private static func name(_ node: LineageNode) -> String? {
    let last = node.id.uid.split(separator: "/").last.map(String.init)
    return node.name == node.id.uid || node.name == last ? nil : node.name
  }

  private func behind(_ node: LineageNode) -> String {
    switch answer.behind(node) {
    case .unknown(let why): return "versions behind: not known, \(why)"
    case .versions(let count, let isApproved):
      let approval = isApproved.map { $0 ? "its AMI is approved" : "its AMI is NOT approved" }
      let what = answer.approved == nil ? "version" : "approved version"
      return "\(count.of(what)) behind" + (approval.map { ", \($0)" } ?? "")
    }
  }

  private func upstream(_ subject: LineageAnswer.Subject) -> String {
    var text =
      subject.upstream.isEmpty
      ? "    nothing that the inputs tell\n" : list(subject.upstream)
    // A gap of the AMI's recipe is a gap of what the instance is made from.
    let open = [subject.node] + subject.upstream.map(\.node).filter(\.isGiven)
    for node in open {
      for gap in node.gaps {
        let whose = node.id == subject.node.id ? "" : "of \(Self.title(node)) \(node.id.uid), "
        text += "    \((whose + gap).visible(400))\n"
      }
    }
    return text
  }

  private func list(_ reached: [Lineage.Reached]) -> String {
    var table = TextTable(
      [("", .left), ("what", .left), ("id", .left), ("name", .left), ("by", .left)],
      limit: Self.widest)
    for item in reached.prefix(limit) {
      table.add([
        String(repeating: "·", count: min(item.depth, 12)), Self.title(item.node), item.node.id.uid,
        Self.name(item.node) ?? "",
        Self.words(item.relation) + (item.node.isGiven ? "" : ", only named"),
      ])
    }
    return table.text + left(reached.count, of: "step")
  }

  private static func words(_ relation: LineageEdge.Relation) -> String {
    switch relation {
    case .candidate: "may be the version meant"
    case .sameName: "same name and version"
    default: relation.rawValue
    }
  }

  private func radius(_ subject: LineageAnswer.Subject) -> String {
    guard !subject.downstream.isEmpty else { return "    nothing that was seen\n" }
    let radius = subject.radius
    var text = ""
    for (kind, count) in radius.kinds where kind != .instance {
      text += "    \(count.of(kind.title))\n"
    }
    let states = radius.states.map { "\($0.count) \($0.state.visible(40))" }
    // That none was seen is no proof of none.
    text += states.isEmpty ? "    no instance that was seen\n" : ""
    if !states.isEmpty {
      text += "    \(radius.instances.of("instance")): \(states.joined(separator: ", "))\n"
    }
    text += owners(radius)
    let others = subject.downstream.filter {
      $0.node.id.kind != ResourceKind.instance.rawValue
    }
    if !others.isEmpty { text += "\n" + list(others) }
    return text + instances(subject)
  }

  private func owners(_ radius: BlastRadius) -> String {
    guard radius.instances > 0 else { return "" }
    var owners = TextTable([("owner", .left), ("instances", .right)])
    for (owner, count) in radius.owners.prefix(limit) {
      owners.add([Self.words(owner), "\(count)"])
    }
    var places = TextTable([("account", .left), ("region", .left), ("instances", .right)])
    for place in radius.places.prefix(limit) {
      places.add([place.account ?? "not known", place.region ?? "not known", "\(place.count)"])
    }
    return "\n" + owners.text + left(radius.owners.count, of: "owner") + "\n" + places.text
      + left(radius.places.count, of: "place")
  }

  private static func words(_ owner: LineageNode.Owner) -> String {
    switch owner {
    case .named(let name): name
    case .untagged: "(no owner's tag)"
    case .unknown: "(tags not known)"
    }
  }

  private func instances(_ subject: LineageAnswer.Subject) -> String {
    let all = subject.downstream.map(\.node).filter {
      $0.id.kind == ResourceKind.instance.rawValue && !$0.isTerminated
    }
    guard !all.isEmpty else { return "" }
    var table = TextTable([
      ("instance", .left), ("name", .left), ("state", .left), ("owner", .left), ("account", .left),
      ("behind", .right), ("its AMI", .left),
    ])
    for node in all.prefix(limit) {
      var behind = "not known"
      var approval = ""
      if case .versions(let count, let isApproved) = answer.behind(node) {
        behind = "\(count)"
        approval = isApproved.map { $0 ? "approved" : "NOT approved" } ?? ""
      }
      table.add([
        node.id.uid, Self.name(node) ?? "", node.state ?? "not known", Self.words(node.owner),
        node.account ?? "not known", behind, approval,
      ])
    }
    return "\n" + table.text + left(all.count, of: "instance")
  }
}
