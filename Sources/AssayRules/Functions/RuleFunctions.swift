import AssayModel
package import CEL
import Records

/// What the expressions of rules may name and call.
package enum RuleFunctions {
  /// The language with its extensions, the functions for packs, and the instant of the run.
  package static let environment: Environment = {
    var environment = Environment(schemas: .assay)
    environment.addPackFunctions()
    for declaration in IAMFunctions.declarations { environment.add(declaration) }
    for declaration in SoftwareFunctions.declarations { environment.add(declaration) }
    environment.variables["now"] = Environment.Variable(
      .timestamp, doc: "The instant of the run, the same for all rules.")
    return environment
  }()

  /// The implementations.
  package static let library: Library = {
    var library = Library.standard
    IAMFunctions.add(to: &library)
    SoftwareFunctions.add(to: &library)
    return library
  }()
}
