import Records

/// What a resource is made from as far as its input does not tell.
enum LineageGaps {
  /// Fields that name what a resource is made from, with the links that may lead there all the same.
  private static let fields: [ResourceKind: [(field: String, link: String?, what: String)]] = [
    .imageRecipe: [("parentImage", "parentRecipe", "its parent image")],
    .containerRecipe: [("parentImage", nil, "its parent image")],
    .image: [
      ("imageRecipeArn", "imageRecipe", "its recipe"),
      ("containerRecipeArn", "containerRecipe", "its container recipe"),
    ],
    .imagePipeline: [
      ("imageRecipeArn", "imageRecipe", "its recipe"),
      ("containerRecipeArn", "containerRecipe", "its container recipe"),
    ],
    .launchTemplate: [("imageId", "machineImage", "its AMI")],
    .autoScalingGroup: [("launchTemplateId", "launchTemplate", "its launch template")],
    .instance: [("imageId", "machineImage", "its AMI")],
  ]

  /// Whole clauses, in the order of the fields.
  static func of(_ record: RecordView, _ kind: ResourceKind) -> [String] {
    var gaps: [String] = []
    for (field, link, what) in fields[kind] ?? [] {
      // What states no recipe at all has an unknown one.
      let unstated = link.flatMap { record.record($0).reason }
      let isStated = record.text(field).value != nil
      guard let reason = record.text(field).reason ?? (isStated ? nil : unstated) else { continue }
      if let link, case .value = record.record(link) { continue }
      gaps.append("\(what) is not known, \(reason.phrase)")
    }
    guard kind == .imageRecipe || kind == .containerRecipe else { return gaps }
    return gaps + components(of: record)
  }

  private static func components(of recipe: RecordView) -> [String] {
    guard let components = recipe.records("components").value else {
      let reason = recipe.records("components").reason
      return reason.map { ["its components are not known, \($0.phrase)"] } ?? []
    }
    let reasons = components.compactMap { component -> UnknownReason? in
      guard let component = component.value else { return component.reason }
      guard let reason = component.text("componentArn").reason else { return nil }
      if case .value = component.record("component") { return nil }
      return reason
    }
    guard let first = reasons.first else { return [] }
    return ["\(reasons.count) of its components not known, \(first.phrase)"]
  }
}
