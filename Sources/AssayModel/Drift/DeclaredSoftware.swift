package import Records

/// What the components of an image ask package managers for, over the chain of its recipes.
///
/// In: the recipes that lead to an image, its oldest ancestor first. Out: the packages that the image should
/// and should not have, as far as commands tell; what they do not is a gap.
package struct DeclaredSoftware: Sendable {
  /// One package that a component asks for.
  package struct Wish: Sendable {
    /// As spelled in the command.
    package let text: String
    /// Whether it should be there.
    package let isWanted: Bool
    package let kind: PackageRow.Kind
    /// What the text may mean: a name, and a version where one is asked for; the likeliest first.
    package let readings: [(name: String, version: String?)]
    /// Whether the command runs in some cases only.
    package let isConditional: Bool
    /// Id of the component.
    package let component: String
    /// Where the step stands.
    package let origin: Origin?
  }

  /// The last word on each package, in the order in which they were asked for.
  package private(set) var wishes: [Wish] = []
  /// Whole clauses, each once.
  package private(set) var gaps: [String] = []
  /// Components of which a document was read.
  package private(set) var components: [String] = []

  package init() {}

  /// Notes something that is not known.
  package mutating func note(gap: String) {
    if !gaps.contains(gap) { gaps.append(gap) }
  }

  /// Which component a recipe's use of one meant when an image was built.
  package enum Meant {
    /// What the use leads to.
    case same
    case component(RecordView)
    /// Why nobody can tell.
    case unknown(String)
  }

  /// Adds what the components of a recipe ask for, in their order.
  ///
  /// `meant`: what the ARN of a use stood for.
  package mutating func add(recipe: RecordView, meant: (String) -> Meant) {
    guard let components = recipe.records("components").value else {
      note(gap: "the components of a recipe are not known")
      return
    }
    for use in components {
      guard let use = use.value else {
        note(gap: "a component of a recipe is not known")
        continue
      }
      switch use.text("componentArn").value.map(meant) ?? .same {
      case .component(let component): add(component, named: use)
      case .unknown(let gap): note(gap: gap)
      case .same:
        if case .value(let component) = use.record("component") {
          add(component, named: use)
        } else {
          addUnread(use)
        }
      }
    }
  }

  /// A component that was not given may be one whose work its name tells.
  private mutating func addUnread(_ use: RecordView) {
    let arn = use.text("componentArn").value
    let name = arn.flatMap { ARNVersion(arn: $0) }?.stem.split(separator: "/").last.map(String.init)
    guard let arn, let name, use.flag("awsManaged").value == true,
      let package = SoftwareTraces.managedPackages[name]
    else {
      note(gap: "component \(arn ?? "without a known ARN") was not given")
      return
    }
    for kind in [PackageRow.Kind.rpm, .deb] {
      add(
        Wish(
          text: package, isWanted: true, kind: kind, readings: [(package, nil)],
          isConditional: false, component: arn, origin: use.origin("componentArn")))
    }
  }

  private mutating func add(_ component: RecordView, named use: RecordView) {
    let name =
      component.text("arn").value ?? component.text("name").value
      ?? use.text("componentArn").value ?? "?"
    guard let document = component.record("document").value,
      let steps = document.records("steps").value
    else {
      note(gap: "the document of component \(name) was not given")
      return
    }
    components.append(name)
    for step in steps {
      guard let step = step.value else {
        note(gap: "a step of component \(name) is not known")
        continue
      }
      // Tests run on instances that are thrown away.
      guard step.text("phase").value == "build" else { continue }
      add(step: step, of: name)
    }
  }

  private mutating func add(step: RecordView, of component: String) {
    guard step.text("action").value == "ExecuteBash" else { return }
    switch step.text("commandText") {
    case .absent: return
    case .unknown(let reason):
      note(gap: "commands of component \(component) are not known, \(reason.phrase)")
    case .value(let script):
      // Both are said by the service to run only sometimes, or more than once.
      let isGuarded = step.flag("condition").value != false || step.flag("loops").value != false
      for command in ShellCommands(Self.masked(script)).commands {
        guard let asked = PackageCommand(command.words) else { continue }
        let patterns = asked.opaque.filter {
          $0.contains { "*?".contains($0) } && !$0.contains("$")
        }
        for pattern in patterns.prefix(20) {
          note(gap: "component \(component) asks for packages by a pattern: \(pattern)")
        }
        if asked.opaque.count > patterns.count {
          note(gap: "component \(component) asks for packages whose names only a run tells")
        }
        for package in asked.packages {
          add(
            Wish(
              text: package.text, isWanted: asked.verb == .install, kind: asked.kind,
              readings: package.readings.map { ($0.name, $0.version) },
              isConditional: isGuarded || command.isConditional, component: component,
              origin: step.origin("commands")))
        }
      }
    }
  }

  /// The later of two wishes about one package counts, unless it may not have been made.
  private mutating func add(_ wish: Wish) {
    guard wishes.count < Self.mostWishes else {
      return note(gap: "components ask for more than \(Self.mostWishes) packages")
    }
    if !wish.isConditional {
      wishes.removeAll { known in
        known.kind == wish.kind
          && (known.text == wish.text || known.readings.contains { $0.name == wish.text }
            || wish.readings.contains { $0.name == known.text })
      }
    }
    wishes.append(wish)
  }

  /// The most packages that are looked for.
  private static let mostWishes = 2_000
  /// The most characters of a script that are looked through.
  private static let longest = 1 << 20

  /// Names of variables, and commands in a command, in one word that stands for any text.
  static func masked(_ script: String) -> String {
    var result = ""
    var rest = script.prefix(longest)
    let pairs: [(open: String, close: Character)] = [("{{", "}"), ("${", "}"), ("$(", ")")]
    // Beyond the last bracket that closes, none has to be looked for.
    let ends = pairs.map { rest.lastIndex(of: $0.close) ?? rest.startIndex }
    while let character = rest.first {
      let index = pairs.indices.first { index in
        rest.startIndex < ends[index] && rest.hasPrefix(pairs[index].open)
      }
      guard let index, let end = rest.firstIndex(of: pairs[index].close) else {
        result.append(character)
        rest = rest.dropFirst()
        continue
      }
      result.append("$")
      rest = rest[end...].drop { $0 == pairs[index].close }
    }
    return result
  }
}
