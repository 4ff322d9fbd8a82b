package import Records

extension Schema {
  /// An EC2 machine image (AMI) with its sharing and its devices.
  package static let machineImage = Schema(
    "machine_image",
    doc: "An EC2 machine image (AMI) with its sharing and its devices.",
    collectors: ["ec2:DescribeImages", "ec2:DescribeImageAttribute"],
    fields: Field.common + [
      Field("imageId", .string, .optional, "AMI id."),
      Field("description", .string, .optional, "Description."),
      Field("ownerId", .string, .optional, "Account that owns it."),
      Field("ownerAlias", .string, .optional, "Alias of the owner, such as `amazon`."),
      Field("public", .bool, .required, "Whether everybody may launch it."),
      Field(
        "launchUserIds", .list(.string), .required,
        "Accounts that may launch; unknown when not asked for."),
      Field(
        "launchOrganizationArns", .list(.string), .required,
        "Organisations and units that may launch."),
      Field("creationDate", .timestamp, .optional, "When it was made."),
      Field("deprecationTime", .timestamp, .optional, "When it is deprecated."),
      Field(
        "lastLaunchedTime", .timestamp, .optional,
        "When an instance was last started from it."),
      Field("state", .string, .optional, "State."),
      Field("architecture", .string, .optional, "Processor architecture."),
      Field(
        "platform", .string, .optional,
        "Operating system family.",
        values: ["Linux", "Windows", "macOS"]),
      Field(
        "imageType", .string, .optional,
        "What it is.",
        values: ["machine", "kernel", "ramdisk"]),
      Field("rootDeviceName", .string, .optional, "Device name of the root."),
      Field(
        "rootDeviceType", .string, .optional,
        "Kind of the root device.",
        values: ["ebs", "instance-store"]),
      Field(
        "blockDevices", .list(.record("block_device")), .required,
        "Mappings that instances inherit.",
        key: "deviceName"),
      Field("imdsSupport", .string, .optional, "`v2.0` when launches default to metadata tokens."),
      Field("bootMode", .string, .optional, "Firmware mode."),
      Field("tpmSupport", .string, .optional, "Version of the trusted platform module."),
      Field("enaSupport", .bool, .optional, "Whether enhanced networking is on."),
      Field(
        "deregistrationProtection", .string, .optional,
        "Whether it is protected from deregistration."),
      Field(
        "imageBuildArn", .string, .optional,
        "Image Builder image that it came out of, as its tag says."),
      Field(
        "newerImages", .list(.record("newer_image")), .required,
        "Later versions of the same Image Builder image, newest first; unknown where it has none.",
        derived: true),
      Field(
        "sourceImageId", .string, .optional,
        "AMI it was copied from, or that the instance ran which it was made from."),
      Field(
        "sourceInstanceId", .string, .optional,
        "Instance it was made from; unset for a copy."),
    ])
  /// A later version of an image, with the AMIs that it was sent out as.
  package static let newerImage = Schema(
    "newer_image",
    doc: "A later version of an image, with the AMIs that it was sent out as.",
    fields: [
      Field("version", .string, .required, "Version and build, such as `1.2.3/1`."),
      Field("imageIds", .list(.string), .required, "Its AMIs, in any region, that are available."),
    ])
}
