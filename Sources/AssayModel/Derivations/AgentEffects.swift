import Records

/// What a recipe's components and user data do to the agents, in build order.
struct AgentEffects {
  /// One step of the build, as far as an agent is concerned.
  private struct Effect {
    var traces: SoftwareTraces
    /// Set when the component cannot be read: it may do anything.
    var gap: UnknownReason?
    let origin: Origin?
  }

  private var effects: [Effect] = []

  /// User data first, as the builder runs it at boot; then the components in order.
  init(recipe: RecordView) {
    switch recipe.text("userData") {
    case .value(let script):
      effects.append(
        Effect(traces: SoftwareTraces(script: script), origin: recipe.origin("userData")))
    case .unknown(let reason):
      effects.append(Effect(traces: [], gap: reason, origin: recipe.origin("userData")))
    case .absent: break
    }
    switch recipe.records("components") {
    case .value(let components):
      for component in components { effects.append(Self.effect(of: component, recipe)) }
    case .unknown(let reason):
      effects.append(Effect(traces: [], gap: reason, origin: recipe.origin("components")))
    case .absent: break
    }
  }

  private static func effect(of use: Known<RecordView>, _ recipe: RecordView) -> Effect {
    guard case .value(let use) = use else {
      return Effect(traces: [], gap: use.reason, origin: recipe.origin("components"))
    }
    let origin = use.origin("componentArn")
    if use.flag("awsManaged").value == true {
      let name = use.text("name").value ?? ""
      let isAgent = SoftwareTraces.managedCloudWatchComponents.contains(name)
      return Effect(traces: isAgent ? [.installsCloudWatchAgent] : [], origin: origin)
    }
    guard case .value(let component) = use.record("component") else {
      return Effect(traces: [], gap: use.record("component").reason, origin: origin)
    }
    var effect = Effect(traces: [], origin: origin)
    for (field, trace) in fields {
      switch component.flag(field) {
      case .value(true): effect.traces.insert(trace)
      case .unknown(let reason): effect.gap = reason
      default: break
      }
    }
    return effect
  }

  private static let fields: [(String, SoftwareTraces)] = [
    ("installsSsmAgent", .installsSSMAgent),
    ("removesSsmAgent", .removesSSMAgent),
    ("installsCloudwatchAgent", .installsCloudWatchAgent),
    ("configuresCloudwatchAgent", .configuresCloudWatchAgent),
    ("startsCloudwatchAgent", .startsCloudWatchAgent),
  ]

  /// Whether any step does it; a step that was seen to stands, whatever else cannot be read.
  func flag(_ trace: SoftwareTraces, inherited: Known<Bool>) -> (Known<Bool>, Origin?) {
    if let effect = effects.last(where: { $0.traces.contains(trace) }) {
      return (.value(true), effect.origin)
    }
    if case .value(true) = inherited { return (.value(true), nil) }
    if let effect = effects.first(where: { $0.gap != nil }), let gap = effect.gap {
      return (.unknown(gap), effect.origin)
    }
    return (inherited, nil)
  }

  /// The table of the Image Builder API: removal, parent, and what the build installs.
  func ssmAgent(recipe: RecordView, parent: RecipeSolver.Parent) -> (Known<Bool>, Origin?) {
    let isUninstalled = recipe.flag("uninstallSsmAgent")
    let stated = recipe.origin("uninstallSsmAgent")
    if case .value(true) = isUninstalled { return (.value(false), stated) }
    if case .unknown(let reason) = isUninstalled { return (.unknown(reason), stated) }
    // Kept when asked for: Image Builder itself installs what it needs for the build.
    var agent: Known<Bool> = isUninstalled.value == false ? .value(true) : parent.ssmAgent
    var origin: Origin? = isUninstalled.value == false ? stated : nil
    for effect in effects {
      if effect.traces.contains(.removesSSMAgent) {
        (agent, origin) = (.value(false), effect.origin)
      } else if effect.traces.contains(.installsSSMAgent) {
        (agent, origin) = (.value(true), effect.origin)
      } else if let gap = effect.gap {
        (agent, origin) = (.unknown(gap), effect.origin)
      }
    }
    return (agent, origin)
  }
}
