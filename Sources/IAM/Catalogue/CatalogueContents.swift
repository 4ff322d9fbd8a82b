/// A whole catalogue spelled out, which a file is written from.
package struct CatalogueContents: Sendable, Equatable {
  /// A service with everything in it.
  package struct Service: Sendable, Equatable {
    package var prefix: String
    package var name: String
    /// Ascending by their names in lower case, none twice.
    package var actions: [ActionCatalogue.Action]
    /// Ascending by their names in lower case, none twice; every kind that `actions` name.
    package var resourceTypes: [ActionCatalogue.ResourceType]
    /// Every key that `actions` and `resourceTypes` name, none twice.
    package var conditionKeys: [ActionCatalogue.ConditionKey]

    package init(
      prefix: String, name: String, actions: [ActionCatalogue.Action],
      resourceTypes: [ActionCatalogue.ResourceType], conditionKeys: [ActionCatalogue.ConditionKey]
    ) {
      self.prefix = prefix
      self.name = name
      self.actions = actions
      self.resourceTypes = resourceTypes
      self.conditionKeys = conditionKeys
    }
  }

  package var version: String
  /// `2026-10-27`.
  package var date: String
  /// Ascending by prefix.
  package var services: [Service]

  package init(version: String, date: String, services: [Service]) {
    self.version = version
    self.date = date
    self.services = services
  }

  /// Whether any action names one that it needs besides.
  package var hasDependentActions: Bool {
    services.contains { $0.actions.contains { !$0.dependentActions.isEmpty } }
  }

  /// The same with the dependent actions that another catalogue states for its actions.
  package func withDependentActions(of catalogue: ActionCatalogue) -> CatalogueContents {
    var contents = self
    contents.services = services.map { service in
      guard let known = catalogue.service(service.prefix) else { return service }
      var service = service
      service.actions = service.actions.map { action in
        guard let number = known.number(of: action.name) else { return action }
        return ActionCatalogue.Action(
          service: action.service, name: action.name, level: action.level,
          resources: action.resources, conditionKeys: action.conditionKeys,
          dependentActions: known.action(at: number).dependentActions)
      }
      return service
    }
    return contents
  }
}

extension ActionCatalogue {
  /// Everything in it; decodes all services.
  package var contents: CatalogueContents {
    let services = servicePrefixes.indices.map { number in
      let service = service(at: number)
      return CatalogueContents.Service(
        prefix: service.prefix, name: service.name,
        actions: service.names.indices.map { service.action(at: $0) },
        resourceTypes: service.resourceTypes, conditionKeys: service.conditionKeys)
    }
    return CatalogueContents(version: version, date: date, services: services)
  }
}
