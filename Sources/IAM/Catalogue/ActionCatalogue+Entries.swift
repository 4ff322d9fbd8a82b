extension ActionCatalogue {
  /// A condition key that a service knows, its own or a global one.
  package struct ConditionKey: Sendable, Hashable {
    /// As spelled: `aws:ResourceTag/${TagKey}`, `s3:prefix`.
    package let name: String
    /// Nil when the source uses the key and does not describe it.
    package let type: ConditionKeyType?

    package init(name: String, type: ConditionKeyType?) {
      self.name = name
      self.type = type
    }
  }

  /// A kind of resource that a service's actions work on.
  package struct ResourceType: Sendable, Hashable {
    /// As spelled: `object`, `image-pipeline`.
    package let name: String
    /// The form of its ARN, with variables: `arn:${Partition}:s3:::${BucketName}/${KeyName}`.
    package let arn: String
    /// Names of the keys that say something of such a resource, in the order of the source.
    package let conditionKeys: [String]

    package init(name: String, arn: String, conditionKeys: [String]) {
      self.name = name
      self.arn = arn
      self.conditionKeys = conditionKeys
    }
  }

  /// A kind of resource as one action takes it.
  package struct ActionResource: Sendable, Hashable {
    package let type: ResourceType
    /// Whether a request always names one; a statement for the action must then match its ARN.
    package let isRequired: Bool
    /// Names of the keys that the action's request carries for this resource.
    package let conditionKeys: [String]

    package init(type: ResourceType, isRequired: Bool, conditionKeys: [String]) {
      self.type = type
      self.isRequired = isRequired
      self.conditionKeys = conditionKeys
    }
  }

  /// An action that a policy can name.
  package struct Action: Sendable, Hashable {
    /// The service's prefix: `s3`.
    package let service: String
    /// As spelled: `GetObject`.
    package let name: String
    package let level: AccessLevel
    /// Empty when the action works on no resource, so that only `*` matches; in the source's order.
    package let resources: [ActionResource]
    /// Names of the keys that a request carries whatever the resource, in the order of the source.
    package let conditionKeys: [String]
    /// Actions that the caller must be allowed too for this one to work: `iam:PassRole`; ascending.
    package let dependentActions: [String]

    /// `s3:GetObject`.
    package var qualifiedName: String { "\(service):\(name)" }

    package init(
      service: String, name: String, level: AccessLevel, resources: [ActionResource],
      conditionKeys: [String], dependentActions: [String]
    ) {
      self.service = service
      self.name = name
      self.level = level
      self.resources = resources
      self.conditionKeys = conditionKeys
      self.dependentActions = dependentActions
    }
  }
}
