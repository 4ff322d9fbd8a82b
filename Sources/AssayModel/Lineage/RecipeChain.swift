/// The recipes that an AMI came out of, as far as they are given.
package struct RecipeChain: Sendable {
  /// A recipe, and what it was built to.
  package struct Link: Sendable {
    package let recipe: ResourceID
    /// Nil where it is the recipe of a parent image of which nobody says which build was taken.
    package let build: ResourceID?
  }

  /// The oldest ancestor first.
  package private(set) var links: [Link] = []
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
    for step in steps where step.relation == .parent { addImage(step.node.id, isParent: true) }
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
    let steps = lineage.steps(to: build)
    // What a floating version of the parent image stood for when it was built.
    let isImage = { (node: LineageNode) in node.id.kind == ResourceKind.image.rawValue }
    let parents = steps.filter { isImage($0.node) && $0.relation == .parent }
    for step in parents { addBuild(step.node.id) }
    if parents.isEmpty, steps.contains(where: { isImage($0.node) && $0.relation == .candidate }) {
      gaps.append("nothing tells which version of its parent image \(build.uid) was built on")
    }
    // What its pipeline builds now is another question.
    let recipes = steps.filter {
      $0.relation == .build && $0.node.id.kind != ResourceKind.imagePipeline.rawValue
    }
    if recipes.isEmpty { gaps.append("nothing tells the recipe of \(build.uid)") }
    for step in recipes { addRecipe(step.node, of: build) }
  }

  private mutating func addRecipe(_ recipe: LineageNode, of build: ResourceID?) {
    guard seen.insert(recipe.id).inserted else { return }
    let steps = lineage.steps(to: recipe.id)
    guard recipe.isGiven else {
      let declared = steps.filter { $0.relation == .sameName }
      if declared.isEmpty { gaps.append("recipe \(recipe.id.uid) was not given") }
      for step in declared { addRecipe(step.node, of: build) }
      return
    }
    for step in steps where step.relation == .parent && !(step.isPresent && build != nil) {
      switch ResourceKind(rawValue: step.node.id.kind) {
      case .imageRecipe: addRecipe(step.node, of: nil)
      case .image where step.node.isGiven: addBuild(step.node.id)
      case .machineImage: addImage(step.node.id, isParent: true)
      case .ssmParameter: gaps.append("the parent image is what \(step.node.name) held at build")
      default: break
      }
    }
    links.append(Link(recipe: recipe.id, build: build))
  }
}
