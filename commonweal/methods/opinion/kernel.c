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
#define TILE 32

/* Pairs of votes by the same person, upper triangle and diagonal of `packed`: four counts in fields of 16 bits, so that one
 * addition serves all: how many, votes on j, votes on k, products. The caller empties the fields before a statement has 2^15
 * votes. `to` is the column of each statement in the table, or -1 for one that is left out.
 * Stripes of the table are filled one after the other, so that each stays in the cache; `next` holds where each row is.
 * Of a row that answers much, whole lines are added, which takes several cells at once. */
#define STRIPE 48
#define MUCH 4
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define SEVERAL __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define SEVERAL
#endif

static int64_t with_of(int64_t mine, int64_t theirs)
{
    return 1 + mine * (1LL << FIELD) + theirs * (1LL << (2 * FIELD)) + mine * theirs * (1LL << (3 * FIELD));
}

SEVERAL
static void add_lines(const uint32_t *cells, int64_t count, int64_t width, int64_t *room, int64_t *packed)
{
    memset(room, 0, (size_t)width * 3 * sizeof *room);
    for (int64_t at = 0; at < count; at++)
        for (int64_t mine = -1; mine <= 1; mine++)
            room[(mine + 1) * width + (cells[at] >> 2)] = with_of(mine, (int64_t)(cells[at] & 3) - 1);
    for (int64_t at = 0; at < count; at++) {
        int64_t column = cells[at] >> 2;
        const int64_t *with = room + (cells[at] & 3) * width;
        int64_t *line = packed + column * width;
        for (int64_t other = column; other < width; other++)
            line[other] += with[other];
    }
}

static void add_cells(uint32_t *cell, int64_t *next, const int64_t *ends, int64_t rows, int64_t width, int64_t *packed)
{
    int64_t with[3][4];
    for (int64_t mine = 0; mine < 3; mine++)
        for (int64_t theirs = 0; theirs < 3; theirs++)
            with[mine][theirs] = with_of(mine - 1, theirs - 1);
    for (int64_t stripe = 0; stripe < width; stripe += STRIPE) {
        uint32_t beyond = (uint32_t)(stripe + STRIPE) << 2;
        for (int64_t row = 0; row < rows; row++) {
            int64_t at = next[row], end = ends[row];
            for (; at < end && cell[at] < beyond; at++) {
                const int64_t *mine = with[cell[at] & 3];
                int64_t *line = packed + (int64_t)(cell[at] >> 2) * width;
                for (int64_t other = at; other < end; other++)
                    line[cell[other] >> 2] += mine[cell[other] & 3];
            }
            next[row] = at;
        }
    }
}

#define PAIRS(NAME, CODE)                                                                                             \
    int NAME(const int64_t *starts, const CODE *codes, int64_t rows, const int32_t *to, int64_t width,                \
             int64_t *packed)                                                                                         \
    {                                                                                                                 \
        int64_t count = starts[rows] - starts[0], upto = 0, few = 0;                                                  \
        uint32_t *cell = malloc((size_t)(count ? count : 1) * sizeof *cell);                                          \
        int64_t *next = malloc((size_t)(rows ? rows : 1) * 2 * sizeof *next), *ends = next + rows;                    \
        int64_t *room = malloc((size_t)(width ? width : 1) * 3 * sizeof *room);                                       \
        if (!cell || !next || !room) {                                                                                \
            free(cell), free(next), free(room);                                                                       \
            return 1;                                                                                                 \
        }                                                                                                             \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            int64_t begin = upto;                                                                                     \
            for (int64_t at = starts[row]; at < starts[row + 1]; at++) {                                              \
                uint32_t code = codes[at], column = code / 3;                                                         \
                if (to[column] >= 0)                                                                                  \
                    cell[upto++] = (uint32_t)to[column] << 2 | (code - 3 * column);                                   \
            }                                                                                                         \
            if ((upto - begin) * MUCH >= width) {                                                                     \
                add_lines(cell + begin, upto - begin, width, room, packed);                                           \
                upto = begin;                                                                                         \
            } else if (upto > begin) {                                                                                \
                next[few] = begin;                                                                                    \
                ends[few++] = upto;                                                                                   \
            }                                                                                                         \
        }                                                                                                             \
        add_cells(cell, next, ends, few, width, packed);                                                              \
        free(cell), free(next), free(room);                                                                           \
        return 0;                                                                                                     \
    }
PAIRS(pairs_short, uint16_t)
PAIRS(pairs_long, uint32_t)

static void fields_of(int64_t left, int32_t *field)
{
    for (int at = 0; at < 4; at++) {
        int16_t low = (int16_t)(uint16_t)(left & 0xffff);
        field[at] = low;
        left = (left - low) >> FIELD;
    }
}

/* Empty the fields into three tables, mirrored below the diagonal. */
void unpack(int64_t *packed, int64_t width, int32_t *both, int32_t *sums, int32_t *products)
{
    for (int64_t j = 0; j < width; j++) {
        for (int64_t k = j; k < width; k++) {
            int64_t left = packed[j * width + k];
            if (!left)
                continue;
            int32_t field[4];
            fields_of(left, field);
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

static double product(double mean, double other, const int32_t *field)
{
    return field[3] - (field[1] * other + field[2] * mean) + mean * other * field[0];
}

/* The table z'z of pca.py from the fields, in the place of the fields, and the mean of each statement. */
void gram_packed(int64_t *packed, int64_t width, double *mean)
{
    double *gram = (double *)packed;
    int32_t field[4];
    for (int64_t j = 0; j < width; j++) {
        fields_of(packed[j * width + j], field);
        mean[j] = (double)field[1] / (field[0] > 1 ? field[0] : 1);
    }
    for (int64_t first = 0; first < width; first += TILE)
        for (int64_t from = first; from < width; from += TILE)
            for (int64_t j = first; j < width && j < first + TILE; j++)
                for (int64_t k = from > j ? from : j; k < width && k < from + TILE; k++) {
                    int64_t left;
                    memcpy(&left, packed + j * width + k, sizeof left);
                    fields_of(left, field);
                    double made = product(mean[j], mean[k], field);
                    memcpy(gram + j * width + k, &made, sizeof made);
                    memcpy(gram + k * width + j, &made, sizeof made);
                }
}

/* The same from the three tables. */
void gram_tables(const int32_t *both, const int32_t *sums, const int32_t *products, int64_t width, double *mean, double *gram)
{
    for (int64_t j = 0; j < width; j++)
        mean[j] = (double)sums[j * width + j] / (both[j * width + j] > 1 ? both[j * width + j] : 1);
    for (int64_t first = 0; first < width; first += TILE)
        for (int64_t from = first; from < width; from += TILE)
            for (int64_t j = first; j < width && j < first + TILE; j++)
                for (int64_t k = from > j ? from : j; k < width && k < from + TILE; k++) {
                    int64_t at = j * width + k, turned = k * width + j;
                    int32_t field[4] = {both[at], sums[at], sums[turned], products[at]};
                    gram[at] = gram[turned] = product(mean[j], mean[k], field);
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

/* How many votes of each row are on marked statements. */
#define AMONG(NAME, CODE)                                                                                             \
    void NAME(const int64_t *starts, const CODE *codes, int64_t rows, const uint8_t *marked, int64_t *total)          \
    {                                                                                                                 \
        for (int64_t row = 0; row < rows; row++)                                                                      \
            for (int64_t at = starts[row]; at < starts[row + 1]; at++)                                                \
                total[row] += marked[codes[at] / 3];                                                                  \
    }
AMONG(among_short, uint16_t)
AMONG(among_long, uint32_t)

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
 * and to any other. `between` holds the squared distances between centres and `half` half the way to the nearest other one:
 * a centre more than twice as far from mine as I am cannot be nearer to me. Bounds are loosened by `margin`. */
static void follow(const double *points, int64_t count, const double *centers, int64_t groups, const double *way,
                   const double *between, const double *half, double most, double margin, int64_t *labels, double *own,
                   double *other)
{
    for (int64_t at = 0; at < count; at++) {
        int64_t label = labels[at], found = label;
        own[at] += way[label];
        other[at] -= most;
        double safe = other[at] > half[label] ? other[at] : half[label];
        if (own[at] < safe - margin * (1 + own[at]))
            continue;
        double x = points[2 * at], y = points[2 * at + 1];
        double across = x - centers[2 * label], up = y - centers[2 * label + 1];
        double best = across * across + up * up, mine = sqrt(best);
        own[at] = mine;
        if (mine < safe - margin * (1 + mine))
            continue;
        const double *from = between + label * groups;
        double second = INFINITY, beyond = INFINITY, reach = 4 * best + margin * (1 + 4 * best);
        for (int64_t group = 0; group < groups; group++) {
            if (from[group] > reach) {
                if (from[group] < beyond)
                    beyond = from[group];
                continue;
            }
            if (group == label)
                continue;
            across = x - centers[2 * group], up = y - centers[2 * group + 1];
            double away = across * across + up * up;
            if (away < best || (away == best && group > found)) {
                second = best;
                best = away;
                found = group;
            } else if (away < second) {
                second = away;
            }
        }
        double outside = sqrt(beyond) - mine, inside = sqrt(second);
        labels[at] = found;
        own[at] = sqrt(best);
        other[at] = outside < inside ? outside : inside;
    }
}

/* How many points each label has, their weight, and the weighted sums of their coordinates, added in the order of the points. */
static void gather(const double *points, const double *weights, int64_t count, const int64_t *labels, int64_t *members, double *mass,
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

static int by_place(const void *one, const void *other)
{
    const double *a = one, *b = other;
    if (a[0] != b[0])
        return a[0] < b[0] ? -1 : 1;
    return a[1] < b[1] ? -1 : a[1] > b[1];
}

/* Whether no centre moved by `settled` or more, both sets being put in order of their places first. */
static int settled_now(const double *before, const double *after, int64_t groups, double settled, double *room)
{
    double *old = room, *new = room + 2 * groups;
    memcpy(old, before, (size_t)groups * 2 * sizeof *old);
    memcpy(new, after, (size_t)groups * 2 * sizeof *new);
    qsort(old, (size_t)groups, 2 * sizeof *old, by_place);
    qsort(new, (size_t)groups, 2 * sizeof *new, by_place);
    for (int64_t at = 0; at < groups; at++)
        if (!(hypot(new[2 * at] - old[2 * at], new[2 * at + 1] - old[2 * at + 1]) < settled))
            return 0;
    return 1;
}

static void ask_all(const double *points, int64_t count, const double *centers, int64_t groups, int64_t *labels, double *own,
                    double *other)
{
    for (int64_t at = 0; at < count; at++) {
        nearest_of(points[2 * at], points[2 * at + 1], centers, groups, labels + at, own + at, other + at);
        own[at] = sqrt(own[at]);
        other[at] = sqrt(other[at]);
    }
}

/* k-means, as kmeans.py has it: moves `centers` and fills `labels`; `left` is how many centres still have members. */
int lloyd(const double *points, const double *weights, int64_t count, double *centers, int64_t groups, int64_t rounds,
          const double *limits, int64_t *labels, int64_t *left)
{
    size_t width = (size_t)(groups ? groups : 1), people = (size_t)(count ? count : 1);
    double *bounds = malloc(2 * people * sizeof *bounds), *room = malloc((11 + width) * width * sizeof *room);
    int64_t *members = malloc(2 * width * sizeof *members), *to = members + width;
    if (!bounds || !room || !members) {
        free(bounds), free(room), free(members);
        return 1;
    }
    double *own = bounds, *other = bounds + people, *mass = room, *across = room + width, *up = room + 2 * width;
    double *moved = room + 3 * width, *way = room + 5 * width, *half = room + 6 * width, *sorted = room + 7 * width;
    double *between = room + 11 * width;
    ask_all(points, count, centers, groups, labels, own, other);
    for (int64_t round = 1; round <= rounds; round++) {
        memset(members, 0, (size_t)groups * sizeof *members);
        for (int64_t group = 0; group < groups; group++)
            mass[group] = across[group] = up[group] = 0;
        gather(points, weights, count, labels, members, mass, across, up);
        int64_t there = 0;
        for (int64_t group = 0; group < groups; group++) {
            if (!members[group])
                continue;
            moved[2 * there] = across[group] / mass[group];
            moved[2 * there + 1] = up[group] / mass[group];
            to[group] = there++;
        }
        int fewer = there < groups, last = round == rounds;
        if (fewer)
            for (int64_t at = 0; at < count; at++)
                labels[at] = to[labels[at]];
        else
            last = last || settled_now(centers, moved, groups, limits[0], sorted);
        if (!fewer && !last) {
            double most = 0;
            for (int64_t group = 0; group < groups; group++) {
                way[group] = hypot(moved[2 * group] - centers[2 * group], moved[2 * group + 1] - centers[2 * group + 1]);
                most = way[group] > most ? way[group] : most;
                double nearest = INFINITY;
                for (int64_t near = 0; near < groups; near++) {
                    double east = moved[2 * group] - moved[2 * near], north = moved[2 * group + 1] - moved[2 * near + 1];
                    double apart = east * east + north * north;
                    between[group * groups + near] = apart;
                    if (near != group && apart < nearest)
                        nearest = apart;
                }
                half[group] = sqrt(nearest) / 2;
            }
            follow(points, count, moved, groups, way, between, half, most, limits[1], labels, own, other);
        }
        groups = there;
        memcpy(centers, moved, (size_t)groups * 2 * sizeof *centers);
        if (last)
            break;
        if (fewer)
            ask_all(points, count, centers, groups, labels, own, other);
    }
    *left = groups;
    free(bounds), free(room), free(members);
    return 0;
}
