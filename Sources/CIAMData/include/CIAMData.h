#ifndef ASSAY_CIAMDATA_H
#define ASSAY_CIAMDATA_H
#include <stddef.h>

/// The bundled catalogue of AWS actions: the bytes of `catalogue.txt`, without a zero at the end.
const unsigned char *assay_iam_catalogue(size_t *length);

/// The carried AWS managed policies: the bytes of `managed-policies.txt`, without a zero at the end.
const unsigned char *assay_iam_managed_policies(size_t *length);

#endif
