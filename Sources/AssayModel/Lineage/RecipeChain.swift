/// The recipes that an AMI came out of, as far as they are given.
package struct RecipeChain: Sendable {
  /// The oldest ancestor first.
  package private(set) var recipes: [ResourceID] = []
  /// The builds that it came out of, the nearest first.
  package private(set) var builds: [ResourceID] = []
  /// Where the chain breaks; whole clauses.
  package private(set) var gaps: [String] = []
  private var seen: Set<ResourceID> = []
  private let lineage: Lineage

  package init(of image: ResourceID, in lineage: Lineage) {
    self.lineage = lineage
    addImage(image, isParent: false)
  }

  private mutating func addImage(_ image: ResourceID, isParent: Bool) {
    guard seen.insert(image).inserted else { return }
    let steps = lineage.steps(to: image)
    for step in steps where step.relation == .copy { addImage(step.node.id, isParent: isParent) }
    let outputs = steps.filter { $0.relation == .output }
    for step in outputs { addBuild(step.node.id) }
    // A base image of somebody else is where every chain ends.
    if outputs.isEmpty, !isParent, !steps.contains(where: { $0.relation == .copy }) {
      gaps.append(
        lineage[image]?.isGiven == true
          ? "nothing tells which recipe \(image.uid) was built by"
          : "\(image.uid) was not described"
      )
    }
  }

  private mutating func addBuild(_ build: ResourceID) {
    guard seen.insert(build).inserted else { return }
    builds.append(build)
    let recipes = lineage.steps(to: build).filter { $0.relation == .build }
    if recipes.isEmpty { gaps.append("nothing tells the recipe of \(build.uid)") }
    for step in recipes { addRecipe(step.node) }
  }

  private mutating func addRecipe(_ recipe: LineageNode) {
    guard seen.insert(recipe.id).inserted else { return }
    let steps = lineage.steps(to: recipe.id)
    guard recipe.isGiven else {
      let declared = steps.filter { $0.relation == .sameName }
      if declared.isEmpty { gaps.append("recipe \(recipe.id.uid) was not given") }
      for step in declared { addRecipe(step.node) }
      return
    }
    for step in steps where step.relation == .parent {
      switch ResourceKind(rawValue: step.node.id.kind) {
      case .imageRecipe: addRecipe(step.node)
      case .machineImage: addImage(step.node.id, isParent: true)
      case .ssmParameter: gaps.append("the parent image is what \(step.node.name) held at build")
      default: break
      }
    }
    recipes.append(recipe.id)
  }
}
