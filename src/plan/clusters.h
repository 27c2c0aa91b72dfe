/* Parts of a model that rows join, directly or by way of others, make a cluster: provinces without
 * a limit in common are clusters, and whatever is done about prices is done for each by itself. */
#ifndef QN_PLAN_CLUSTERS_H
#define QN_PLAN_CLUSTERS_H
#include "base/status.h"
#include "plan/parts.h"

/* For parts whose columns are placed, all but those that belong to no county: finds the clusters
 * and gives each a part for what belongs nowhere else, where there is any. nowhere: the mark of
 * such columns in of_column. row_cluster[n_row] gets the cluster of every row that a column takes
 * from. */
qn_status qn_clusters_find(qn_parts *parts, int nowhere, int *row_cluster);
/* Sorts the joining rows by cluster, in each as in the model. */
qn_status qn_clusters_sort_rows(qn_parts *parts, const int *row_cluster);
/* The parts of a cluster: list[n_part] gets them, returns how many. */
int qn_cluster_parts(const qn_parts *parts, int cluster, int *list);

#endif
