import IAM
import Records

/// What the role of a builder instance needs, told from what it builds.
///
/// In: a record of an image pipeline or image, or of an infrastructure configuration, which knows of
/// no components. Out: permissions with the reason for each. Scripts are not run and not read: what
/// they call is named as opaque, never guessed.
struct BuildNeeds {
  /// A permission without which the build fails.
  struct Need {
    let actions: [String]
    /// Patterns of ARNs, holes included; `arn:*:` for any partition.
    let resources: [String]
    /// What needs it.
    let reason: String
    let origin: Origin?
    /// Whether all of the resources are needed, or one that is not known.
    var amount = Coverage.Amount.all
  }

  private(set) var needs: [Need] = []
  /// Steps whose needs nobody can tell, as `component: phase.step`.
  private(set) var opaqueSteps: [String] = []
  /// The role of the instance profile; absent when the profile is known to have none.
  private(set) var role = Known<RecordView>.unknown(
    UnknownReason(.notGiven, "no instance profile is named"))

  init(_ view: RecordView, _ reading: inout PolicyReading) {
    if view.store.schema(of: view.block)?.name == "infrastructure_configuration" {
      addInfrastructure(view, &reading)
      return
    }
    switch view.record("infrastructureConfiguration") {
    case .value(let infrastructure): addInfrastructure(infrastructure, &reading)
    case .unknown(let reason):
      role = .unknown(reason)
      note(view, "infrastructureConfiguration", &reading)
    // Who builds is named somewhere; nobody said where.
    case .absent: note(view, "infrastructureConfiguration", &reading)
    }
    for field in ["imageRecipe", "containerRecipe"] {
      switch view.record(field) {
      case .value(let recipe): addRecipe(recipe, isContainer: field == "containerRecipe", &reading)
      case .unknown: note(view, field, &reading)
      case .absent: continue
      }
    }
  }

  private func note(_ view: RecordView, _ field: String, _ reading: inout PolicyReading) {
    reading.unknown.append(PolicyReading.Gap(block: view.block, slot: view.slot(field)))
  }

  private mutating func addInfrastructure(_ view: RecordView, _ reading: inout PolicyReading) {
    needs += Self.agent
    switch view.record("instanceProfile") {
    case .value(let profile):
      role = profile.record("role")
      if case .unknown = role { note(profile, "role", &reading) }
    case .unknown(let reason):
      role = .unknown(reason)
      note(view, "instanceProfile", &reading)
    case .absent: note(view, "instanceProfile", &reading)
    }
    guard let bucket = Self.text(view, "logBucket", &reading) else { return }
    let prefix = Self.text(view, "logPrefix", &reading).map(Self.folder) ?? ""
    needs.append(
      Need(
        actions: ["s3:PutObject"], resources: ["arn:*:s3:::\(bucket)/\(prefix)*"],
        reason: "build logs", origin: view.origin("logBucket")))
  }

  /// What Image Builder's documentation demands of every builder: the agent has to reach Systems
  /// Manager.
  private static let agent = [
    Need(
      actions: ["ssm:UpdateInstanceInformation"], resources: ["arn:*:ec2:*:*:instance/*"],
      reason: "Systems Manager drives the build", origin: nil, amount: .some),
    Need(
      actions: [
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
      ], resources: ["*"], reason: "Systems Manager drives the build", origin: nil),
  ]

  private static func folder(_ prefix: String) -> String {
    let trimmed = prefix.drop { $0 == "/" }
    return trimmed.isEmpty || trimmed.hasSuffix("/") ? String(trimmed) : trimmed + "/"
  }

  /// A text with its gaps as holes; nil when it is absent.
  static func text(
    _ view: RecordView, _ field: String, _ reading: inout PolicyReading
  ) -> String? {
    switch view.text(field) {
    case .value(let text): reading.holes.text(stated: text, at: view.origin(field))
    case .unknown(let reason): reading.holes.text(reason, at: view.origin(field))
    case .absent: nil
    }
  }

  private mutating func addRecipe(
    _ recipe: RecordView, isContainer: Bool, _ reading: inout PolicyReading
  ) {
    if isContainer { addRegistry(recipe, &reading) }
    guard case .value(let uses) = recipe.records("components") else {
      note(recipe, "components", &reading)
      return
    }
    for use in uses {
      guard case .value(let use) = use else {
        note(recipe, "components", &reading)
        continue
      }
      let arn = Self.text(use, "componentArn", &reading) ?? "*"
      needs.append(
        Need(
          actions: ["imagebuilder:GetComponent"],
          resources: [arn.hasPrefix("arn:") ? arn : Self.arn(ofComponent: use, arn)],
          reason: "component \(reading.holes.shown(use.text("name").value ?? arn))",
          origin: use.origin("componentArn"), amount: arn.hasPrefix("arn:") ? .all : .some))
      // A component of AWS needs nothing that its own documentation does not name.
      guard case .value(let component) = use.record("component") else {
        if use.flag("awsManaged").value != true { note(use, "component", &reading) }
        continue
      }
      addComponent(component, &reading)
    }
  }

  /// A component that is named by reference: its ARN ends in its name, where that is known, its
  /// version and its build, and may lie in any account.
  private static func arn(ofComponent use: RecordView, _ reference: String) -> String {
    let name = use.record("component").value?.text("name").value
    let end = name.map { $0.lowercased().replacing(" ", with: "-") + "/*" } ?? reference
    return "arn:*:imagebuilder:*:*:component/\(end)"
  }

  /// A container image is pushed by the instance itself.
  private mutating func addRegistry(_ recipe: RecordView, _ reading: inout PolicyReading) {
    let reason = "the container image is pushed"
    let name = Self.text(recipe, "repositoryName", &reading) ?? "*"
    needs += [
      Need(
        actions: ["ecr:GetAuthorizationToken"], resources: ["*"], reason: reason, origin: nil),
      Need(
        actions: [
          "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload",
          "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage",
          "ecr:UploadLayerPart",
        ], resources: ["arn:*:ecr:*:*:repository/\(name)"], reason: reason,
        origin: recipe.origin("repositoryName"), amount: .some),
    ]
  }

  private mutating func addComponent(_ component: RecordView, _ reading: inout PolicyReading) {
    let name = component.text("name").value ?? "a component"
    guard case .value(let document) = component.record("document") else {
      note(component, "document", &reading)
      return
    }
    for step in document.records("steps").value ?? [] {
      guard case .value(let step) = step, step.flag("script").value != false else { continue }
      opaqueSteps.append("\(name): \(step.text("id").value ?? "a step")")
    }
    add(document, "downloads", name, &reading) { entry, reading in
      Self.download(entry, name, &reading)
    }
    add(document, "uploads", name, &reading) { entry, reading in
      Self.upload(entry, name, &reading)
    }
  }

  private mutating func add(
    _ document: RecordView, _ field: String, _ name: String, _ reading: inout PolicyReading,
    _ needs: (RecordView, inout PolicyReading) -> [Need]
  ) {
    guard case .value(let entries) = document.records(field) else {
      note(document, field, &reading)
      return
    }
    for entry in entries {
      guard case .value(let entry) = entry else {
        note(document, field, &reading)
        continue
      }
      self.needs += needs(entry, &reading)
    }
  }
}
