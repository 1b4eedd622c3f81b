/* The hot loops of the opinion engine, each with the same bits as the numpy way beside which it stands (kernel.py).
 *
 * Votes come as rows of codes, 3 * column + vote + 1, of two or four bytes. Whole numbers are added, so order does not matter;
 * distances are squared, added and compared in the order in which numpy does it, without fused operations.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIELD 16

/* Pairs of votes by the same person, upper triangle and diagonal of `packed`: four counts in fields of 16 bits, so that one
 * addition serves all: how many, votes on j, votes on k, products. Fewer than 2^15 rows before the fields must be emptied. */
#define PAIRS(NAME, CODE)                                                                                             \
    void NAME(const int64_t *starts, const CODE *codes, int64_t rows, int64_t width, int64_t *packed, int32_t *column,   \
              int8_t *value)                                                                                          \
    {                                                                                                                 \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            const CODE *cast = codes + starts[row];                                                                   \
            int64_t count = starts[row + 1] - starts[row];                                                            \
            for (int64_t at = 0; at < count; at++) {                                                                  \
                column[at] = (int32_t)(cast[at] / 3);                                                                 \
                value[at] = (int8_t)(cast[at] % 3);                                                                   \
            }                                                                                                         \
            for (int64_t at = 0; at < count; at++) {                                                                  \
                int64_t mine = value[at] - 1, with[3];                                                                \
                int64_t *line = packed + (int64_t)column[at] * width;                                                 \
                for (int64_t theirs = -1; theirs <= 1; theirs++)                                                      \
                    with[theirs + 1] = 1 + mine * (1LL << FIELD) + theirs * (1LL << (2 * FIELD)) +                    \
                                       mine * theirs * (1LL << (3 * FIELD));                                          \
                for (int64_t other = at; other < count; other++)                                                      \
                    line[column[other]] += with[value[other]];                                                        \
            }                                                                                                         \
        }                                                                                                             \
    }
PAIRS(pairs_short, uint16_t)
PAIRS(pairs_long, uint32_t)

/* Empty the fields into three tables, mirrored below the diagonal. */
void unpack(int64_t *packed, int64_t width, int32_t *both, int32_t *sums, int32_t *products)
{
    for (int64_t j = 0; j < width; j++) {
        for (int64_t k = j; k < width; k++) {
            int64_t left = packed[j * width + k];
            if (!left)
                continue;
            int32_t field[4];
            for (int at = 0; at < 4; at++) {
                int16_t low = (int16_t)(uint16_t)(left & 0xffff);
                field[at] = low;
                left = (left - low) >> FIELD;
            }
            both[j * width + k] += field[0];
            sums[j * width + k] += field[1];
            products[j * width + k] += field[3];
            if (j != k) {
                both[k * width + j] += field[0];
                sums[k * width + j] += field[2];
                products[k * width + j] += field[3];
            }
            packed[j * width + k] = 0;
        }
    }
}

/* For each row, the sums of two numbers that belong to each code. */
#define PROJECT(NAME, CODE)                                                                                           \
    void NAME(const int64_t *starts, const CODE *codes, int64_t rows, const int64_t *table, int64_t *sums)            \
    {                                                                                                                 \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            int64_t first = 0, second = 0;                                                                            \
            for (int64_t at = starts[row]; at < starts[row + 1]; at++) {                                              \
                first += table[2 * (int64_t)codes[at]];                                                               \
                second += table[2 * (int64_t)codes[at] + 1];                                                          \
            }                                                                                                         \
            sums[2 * row] = first;                                                                                    \
            sums[2 * row + 1] = second;                                                                               \
        }                                                                                                             \
    }
PROJECT(project_short, uint16_t)
PROJECT(project_long, uint32_t)

/* For each group, how often each code was cast; a label below 0 counts nowhere. */
#define TALLY(NAME, CODE)                                                                                             \
    void NAME(const int64_t *starts, const CODE *codes, int64_t rows, const int64_t *labels, int64_t width,          \
              int64_t *counts)                                                                                        \
    {                                                                                                                 \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            if (labels[row] < 0)                                                                                      \
                continue;                                                                                             \
            int64_t *own = counts + labels[row] * width;                                                              \
            for (int64_t at = starts[row]; at < starts[row + 1]; at++)                                                \
                own[codes[at]]++;                                                                                     \
        }                                                                                                             \
    }
TALLY(tally_short, uint16_t)
TALLY(tally_long, uint32_t)

/* Put votes in order of person and statement; within a cell they keep their order of arrival. `room` holds as many votes. */
#define ORDER(NAME, CODE)                                                                                             \
    int NAME(const int32_t *person, const int32_t *statement, const int8_t *vote, int64_t cast, int64_t people,       \
             int64_t statements, int64_t *starts, CODE *codes)                                                        \
    {                                                                                                                 \
        int64_t *begin = calloc((size_t)statements + 1, sizeof *begin);                                               \
        int32_t *who = malloc((size_t)(cast ? cast : 1) * sizeof *who);                                               \
        CODE *what = malloc((size_t)(cast ? cast : 1) * sizeof *what);                                                \
        if (!begin || !who || !what) {                                                                                \
            free(begin), free(who), free(what);                                                                       \
            return 1;                                                                                                 \
        }                                                                                                             \
        memset(starts, 0, (size_t)(people + 1) * sizeof *starts);                                                     \
        for (int64_t at = 0; at < cast; at++) {                                                                       \
            begin[statement[at] + 1]++;                                                                               \
            starts[person[at] + 1]++;                                                                                 \
        }                                                                                                             \
        for (int64_t at = 0; at < statements; at++)                                                                   \
            begin[at + 1] += begin[at];                                                                               \
        for (int64_t at = 0; at < people; at++)                                                                       \
            starts[at + 1] += starts[at];                                                                             \
        for (int64_t at = 0; at < cast; at++) {                                                                       \
            int64_t to = begin[statement[at]]++;                                                                      \
            who[to] = person[at];                                                                                     \
            what[to] = (CODE)(3 * statement[at] + vote[at] + 1);                                                      \
        }                                                                                                             \
        for (int64_t at = 0; at < cast; at++)                                                                         \
            codes[starts[who[at]]++] = what[at];                                                                      \
        memmove(starts + 1, starts, (size_t)people * sizeof *starts);                                                 \
        starts[0] = 0;                                                                                                \
        free(begin), free(who), free(what);                                                                           \
        return 0;                                                                                                     \
    }
ORDER(order_short, uint16_t)
ORDER(order_long, uint32_t)

/* Of several votes in the same cell keep the last; return how many votes are left. */
#define SETTLE(NAME, CODE)                                                                                            \
    int64_t NAME(int64_t *starts, CODE *codes, int64_t rows)                                                          \
    {                                                                                                                 \
        int64_t to = 0, from = 0;                                                                                     \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            int64_t end = starts[row + 1], begin = to;                                                                \
            for (; from < end; from++) {                                                                              \
                if (to > begin && codes[to - 1] / 3 == codes[from] / 3)                                               \
                    to--;                                                                                             \
                codes[to++] = codes[from];                                                                            \
            }                                                                                                         \
            starts[row] = begin;                                                                                      \
        }                                                                                                             \
        starts[rows] = to;                                                                                            \
        return to;                                                                                                    \
    }
SETTLE(settle_short, uint16_t)
SETTLE(settle_long, uint32_t)

static void nearest_of(double x, double y, const double *centers, int64_t groups, int64_t *label, double *nearest,
                       double *next)
{
    double best = INFINITY, second = INFINITY;
    int64_t found = 0;
    for (int64_t group = 0; group < groups; group++) {
        double across = x - centers[2 * group], up = y - centers[2 * group + 1];
        double away = across * across + up * up;
        if (away <= best) {
            second = best;
            best = away;
            found = group;
        } else if (away < second) {
            second = away;
        }
    }
    *label = found;
    *nearest = best;
    *next = second;
}

/* The nearest centre of each point, the later one in a tie, and the squared distances to it and to the next nearest. */
void nearest_two(const double *points, int64_t count, const double *centers, int64_t groups, int64_t *labels,
                 double *nearest, double *next)
{
    for (int64_t at = 0; at < count; at++)
        nearest_of(points[2 * at], points[2 * at + 1], centers, groups, labels + at, nearest + at, next + at);
}

/* Each centre went some way: ask again whom another may have come near. `own` and `other` bound the distances to the own centre
 * and to any other; `half` is half the way from each centre to its nearest neighbour, within which no other can be nearer. */
void follow(const double *points, int64_t count, const double *centers, int64_t groups, const double *way,
            const double *half, const double *limits, int64_t *labels, double *own, double *other)
{
    double most = limits[0], margin = limits[1];
    for (int64_t at = 0; at < count; at++) {
        int64_t label = labels[at];
        own[at] += way[label];
        other[at] -= most;
        double safe = other[at] > half[label] ? other[at] : half[label];
        if (own[at] < safe - margin * (1 + own[at]))
            continue;
        double across = points[2 * at] - centers[2 * label], up = points[2 * at + 1] - centers[2 * label + 1];
        own[at] = sqrt(across * across + up * up);
        if (own[at] < safe - margin * (1 + own[at]))
            continue;
        nearest_of(points[2 * at], points[2 * at + 1], centers, groups, labels + at, own + at, other + at);
        own[at] = sqrt(own[at]);
        other[at] = sqrt(other[at]);
    }
}

/* How many points each label has, their weight, and the weighted sums of their coordinates, added in the order of the points. */
void gather(const double *points, const double *weights, int64_t count, const int64_t *labels, int64_t *members, double *mass,
            double *across, double *up)
{
    for (int64_t at = 0; at < count; at++) {
        int64_t label = labels[at];
        members[label]++;
        mass[label] += weights[at];
        across[label] += points[2 * at] * weights[at];
        up[label] += points[2 * at + 1] * weights[at];
    }
}
