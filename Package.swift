// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target: language mode 6, warnings are errors, imports say what they expose.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Folders of data inside test targets, read at run time and not compiled.
let dataFolders = [
  "AssayIngestTests": "Fixtures", "AssayRulesTests": "Goldens", "CELVectorsTests": "Fixtures",
  "IAMVectorsTests": "Fixtures", "assayTests": "Expectations",
]

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: ["TestSupport"] + dependencies,
    exclude: dataFolders[name].map { [$0] } ?? [], swiftSettings: strict)
}

let package = Package(
  name: "assay",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "assay", targets: ["assay"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CRE2",
      linkerSettings: [.linkedLibrary("re2"), .linkedLibrary("stdc++")]),
    room("Documents", ["CLibXML2", "CYAML", "CZlib"]),
    room("Sealing", [.product(name: "Crypto", package: "swift-crypto")]),
    room("Records", []),
    room("CEL", ["CRE2", "Documents", "Records"]),
    .target(name: "CIAMData", exclude: ["catalogue.txt", "managed-policies.txt"]),
    room("IAM", ["CIAMData", "Documents"]),
    room("AssayModel", ["Records", "Sealing"]),
    room("AssayIngest", ["AssayModel", "Documents", "Records", "Sealing"]),
    room("AssayRules", ["AssayModel", "CEL", "Documents", "IAM", "Records", "Sealing"]),
    room(
      "AssayStore",
      [
        "AssayModel", "Records", "Sealing", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    room("AssayReports", ["AssayModel", "Documents", "Records", "Sealing"]),
    .executableTarget(
      name: "assay",
      dependencies: [
        "AssayIngest", "AssayModel", "AssayReports", "AssayRules", "AssayStore", "CEL",
        "Documents", "IAM", "Records", "Sealing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    room("Vectors", ["Documents"]),
    room("IAMVectors", ["Documents", "IAM", "Vectors"]),
    room("CELVectors", ["CEL", "Documents", "Records", "Vectors"]),
    .executableTarget(
      name: "assay-vectors",
      dependencies: [
        "CEL", "CELVectors", "Documents", "IAM", "IAMVectors", "Records", "Vectors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Documents"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("DocumentsTests", ["Documents", "Vectors"]),
    tests("RecordsTests", ["Records"]),
    tests("SealingTests", ["Sealing"]),
    tests("CELTests", ["CEL", "CELVectors", "Documents", "Records", "Vectors"]),
    tests(
      "CELVectorsTests",
      ["assay-vectors", "CEL", "CELVectors", "Documents", "Records", "Vectors"]),
    tests("IAMTests", ["Documents", "IAM"]),
    tests("IAMVectorsTests", ["assay-vectors", "Documents", "IAM", "IAMVectors", "Vectors"]),
    tests("AssayModelTests", ["AssayModel", "Records"]),
    tests(
      "AssayIngestTests",
      ["AssayIngest", "AssayModel", "Documents", "Records", "Sealing", "Vectors"]),
    tests(
      "AssayRulesTests",
      ["AssayRules", "AssayModel", "CEL", "Documents", "Records", "Sealing", "Vectors"]),
    tests(
      "AssayStoreTests",
      [
        "AssayStore", "AssayModel", "Records", "Sealing", "Vectors",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "AssayReportsTests",
      ["AssayReports", "AssayModel", "Documents", "Records", "Sealing"]),
    tests(
      "assayTests",
      [
        "assay", "AssayIngest", "AssayModel", "AssayReports", "AssayRules", "Documents", "IAM",
        "Records", "Vectors",
      ]),
    tests("HouseTests", ["Documents"]),
  ],
  cxxLanguageStandard: .cxx17
)
