import AssayModel
import Records

extension RecordMapping {
  /// An Image Builder image recipe.
  static let imageRecipe = RecordMapping(
    .imageRecipe,
    imageBuilderCommon + [
      .init("version", api: "version|semanticVersion"),
      .init("description"),
      .init("parentImage"),
      .init("components", tf: "component", as: .record(recipeComponent)),
      .init(
        "blockDevices", at: "blockDeviceMappings", tf: "block_device_mapping", unset: .none,
        as: .record(imageBuilderDevice)),
      .init("workingDirectory"),
      .init(
        "uninstallSsmAgent",
        at: "additionalInstanceConfiguration.systemsManagerAgent.uninstallAfterBuild",
        tf: "systems_manager_agent.uninstall_after_build"),
      .init(
        "userData", at: "additionalInstanceConfiguration.userDataOverride",
        tf: "user_data_base64", as: .custom(UserData.read)),
      .init("amiTags", tf: .notCarried, as: .tags),
    ]
  ) { record, datum, reader in
    ParentImage.fill(
      &record, isContainer: false, outline: reader.outline(of: "parentImage", in: datum))
    ParentImage.link(&record, from: datum, reader)
  }

  /// An Image Builder container recipe.
  static let containerRecipe = RecordMapping(
    .containerRecipe,
    imageBuilderCommon + [
      .init("version", api: "version|semanticVersion"),
      .init("description"),
      .init("containerType", unset: .value(.string("DOCKER"))),
      .init("parentImage"),
      .init("components", tf: "component", as: .record(recipeComponent)),
      .init(
        "dockerfile", api: "dockerfileTemplateData", cfn: "DockerfileTemplateData",
        tf: "dockerfile_template_data"),
      .init(
        "dockerfileUri", api: "dockerfileTemplateUri", cfn: "DockerfileTemplateUri",
        tf: "dockerfile_template_uri"),
      .init("repositoryName", at: "targetRepository.repositoryName"),
      .init("repositoryService", at: "targetRepository.service"),
      .init("kmsKeyId"),
      .init("instanceImage", at: "instanceConfiguration.image"),
      .init(
        "blockDevices", at: "instanceConfiguration.blockDeviceMappings",
        tf: "instance_configuration.block_device_mapping", unset: .none,
        as: .record(imageBuilderDevice)),
      .init("workingDirectory"),
      .init("platformOverride", api: "platformOverride|platform"),
    ]
  ) { record, datum, reader in
    ParentImage.fill(
      &record, isContainer: true, outline: reader.outline(of: "parentImage", in: datum))
    record["dockerfileSubstitutesParent"] = substitutesParent(record)
  }

  /// The placeholder is `{{{ imagebuilder:parentImage }}}` (user guide, "Dockerfile templates").
  private static func substitutesParent(_ record: DraftRecord) -> Draft {
    let dockerfile = record["dockerfile"]
    if let text = dockerfile.text {
      return .stated(.bool(text.contains("imagebuilder:parentImage")), at: dockerfile.origin)
    }
    let reason =
      dockerfile.reason ?? UnknownReason(.notGiven, "the Dockerfile template is not given")
    return .unknown(reason, at: record["dockerfileUri"].origin ?? dockerfile.origin)
  }

  /// One component of a recipe.
  static let recipeComponent = RecordMapping(
    .recipeComponent,
    [
      .init("componentArn"),
      .init("component", at: "componentArn"),
      .init("parameters", tf: "parameter", unset: .none, as: .record(namedValues)),
    ]
  ) { record, datum, reader in
    fillComponent(&record, outline: reader.outline(of: "componentArn", in: datum))
  }

  /// What the ARN of a component tells; one that is known but for its region tells as much.
  private static func fillComponent(_ record: inout DraftRecord, outline: String?) {
    let arn = record["componentArn"]
    let unreadable = UnknownReason(.unreadable, "`componentArn` is no ARN of a component")
    guard let text = arn.text ?? outline, let parts = ARNText(text), parts.path.count > 1 else {
      for field in ["name", "owner", "version", "versionPinned", "awsManaged"] {
        record[field] = .unknown(arn.reason ?? unreadable, at: arn.origin)
      }
      return
    }
    /// A part with a gap of its own is as unknown as the whole.
    func part(_ text: String) -> Draft {
      arn.state == .unknown && text.contains("${") ? arn : .stated(.string(text), at: arn.origin)
    }
    record["name"] = part(String(parts.path[1]))
    record["owner"] = part(parts.account)
    record["awsManaged"] = record["owner"].map { .bool($0 == .string("aws")) }
    let version = parts.path.dropFirst(2).joined(separator: "/")
    guard !version.isEmpty else {
      let reason = UnknownReason(.unreadable, "`componentArn` names no version")
      for field in ["version", "versionPinned"] {
        record[field] = .unknown(reason, at: arn.origin)
      }
      return
    }
    record["version"] = part(version)
    record["versionPinned"] = record["version"].map { _ in .bool(ParentImage.isPinned(version)) }
  }

  /// A name with values; Terraform gives one value as a text.
  static let namedValues = RecordMapping(
    .namedValues, [.init("name"), .init("values", at: "value", unset: .none)])

  /// What every Image Builder resource starts with.
  static let imageBuilderCommon: [FieldMapping.Entry] = [
    .init("arn", cfn: .notCarried),
    .init("name"),
    .init("tags", tf: "tags_all|tags", as: .tags),
  ]
}
