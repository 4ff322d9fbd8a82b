#include "CIAMData.h"

// The files stand in the executable, so that it works from any folder, and are paged in when read.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char catalogue[] = {
#embed "catalogue.txt"
};

static const unsigned char managed_policies[] = {
#embed "managed-policies.txt"
};

const unsigned char *assay_iam_catalogue(size_t *length) {
  *length = sizeof catalogue;
  return catalogue;
}

const unsigned char *assay_iam_managed_policies(size_t *length) {
  *length = sizeof managed_policies;
  return managed_policies;
}
