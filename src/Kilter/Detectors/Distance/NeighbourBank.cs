using Kilter.Artifacts;
using Kilter.Numerics.Kernels;

namespace Kilter.Detectors.Distance;

/// <summary>A kept point near a query.</summary>
/// <param name="Index">Its place in the bank.</param>
/// <param name="SquaredDistance">Its squared Euclidean distance.</param>
internal readonly record struct Neighbour(int Index, double SquaredDistance);

/// <summary>M points of d values, sorted along one direction and laid in tiles, for exact search of the nearest. Immutable.</summary>
internal sealed class NeighbourBank
{
    private const int Tile = TileDistanceKernel.Points;

    // Rounding may make a distance along the direction a little larger than the distance itself.
    private const double Slack = 1 - 1e-9;

    // (tiles, d, 32): value i of point p of a tile at i·32 + p. The last tile is filled up with points infinitely far away.
    private readonly double[] _tiles;
    private readonly double[] _lasts;
    private readonly double[] _direction;
    private readonly double[] _places;

    private NeighbourBank(double[] points, double[] lasts, double[] direction, double[] places)
        => (_tiles, _lasts, _direction, _places) = (Tiled(points, direction.Length), lasts, direction, places);

    /// <summary>d, the values of a point.</summary>
    public int Size => _direction.Length;

    private int Tiles => (_places.Length + Tile - 1) / Tile;

    /// <summary>Makes a bank of points (M, d) and what goes with each, (M, C).</summary>
    public static NeighbourBank Of(double[] points, double[] lasts, int size)
    {
        var count = points.Length / size;
        var direction = MainDirection(points, size);
        var (order, places) = (new int[count], new double[count]);
        for (var r = 0; r < count; r++)
        {
            (order[r], places[r]) = (r, DoubleKernel.Dot(direction, points.AsSpan(r * size, size)));
        }

        Array.Sort(order, (a, b) => places[a] != places[b] ? places[a].CompareTo(places[b]) : a.CompareTo(b));
        return new(Ordered(points, order), Ordered(lasts, order), direction, Ordered(places, order));
    }

    public static NeighbourBank Read(ArtifactReader artifact)
    {
        var (direction, places) = (artifact.Numbers("direction"), artifact.Numbers("places"));
        return new(artifact.Numbers("points", direction.Length * places.Length), artifact.Numbers("lasts"), direction, places);
    }

    public void Write(ArtifactWriter artifact)
    {
        var points = new double[_places.Length * Size];
        for (var r = 0; r < _places.Length; r++)
        {
            for (var i = 0; i < Size; i++)
            {
                points[(r * Size) + i] = Value(r, i);
            }
        }

        artifact.Set("points", points);
        artifact.Set("lasts", _lasts);
        artifact.Set("direction", _direction);
        artifact.Set("places", _places);
    }

    /// <summary>Fills <paramref name="found"/> with the nearest points, nearest first; there must be at least as many points.</summary>
    public void Nearest(ReadOnlySpan<double> point, Span<Neighbour> found)
    {
        found.Fill(new Neighbour(-1, double.PositiveInfinity));
        Span<double> distances = stackalloc double[Tile];
        var place = DoubleKernel.Dot(_direction, point);
        var up = Array.BinarySearch(_places, place);
        up = Math.Min((up < 0 ? ~up : up) / Tile, Tiles - 1);
        var down = up - 1;
        while (up < Tiles || down >= 0)
        {
            var above = up < Tiles ? Math.Max(0, _places[up * Tile] - place) : double.PositiveInfinity;
            var below = down >= 0 ? place - _places[(down * Tile) + Tile - 1] : double.PositiveInfinity;
            var gap = Math.Min(above, below);
            if (gap * gap * Slack > found[^1].SquaredDistance)
            {
                return;
            }

            var next = above <= below ? up++ : down--;
            if (TileDistanceKernel.SquaredDistances(point, _tiles.AsSpan(next * Tile * Size, Tile * Size), found[^1].SquaredDistance, distances))
            {
                Insert(found, next * Tile, distances[..Math.Min(Tile, _places.Length - (next * Tile))]);
            }
        }
    }

    /// <summary>Adds each channel's squared distance from a kept point to <paramref name="shares"/>, and what goes with that point to <paramref name="lasts"/>.</summary>
    public void Add(int index, ReadOnlySpan<double> point, Span<double> shares, Span<double> lasts)
    {
        var channels = shares.Length;
        for (var i = 0; i < Size; i++)
        {
            var difference = point[i] - Value(index, i);
            shares[i % channels] += difference * difference;
        }

        for (var c = 0; c < channels; c++)
        {
            lasts[c] += _lasts[(index * channels) + c];
        }
    }

    private static void Insert(Span<Neighbour> found, int first, ReadOnlySpan<double> distances)
    {
        for (var p = 0; p < distances.Length; p++)
        {
            if (distances[p] >= found[^1].SquaredDistance)
            {
                continue;
            }

            var at = found.Length - 1;
            while (at > 0 && distances[p] < found[at - 1].SquaredDistance)
            {
                found[at] = found[at - 1];
                at--;
            }

            found[at] = new Neighbour(first + p, distances[p]);
        }
    }

    private static double[] Tiled(double[] points, int size)
    {
        var count = points.Length / size;
        var tiles = new double[(count + Tile - 1) / Tile * Tile * size];
        Array.Fill(tiles, double.PositiveInfinity);
        for (var r = 0; r < count; r++)
        {
            for (var i = 0; i < size; i++)
            {
                tiles[(r / Tile * Tile * size) + (i * Tile) + (r % Tile)] = points[(r * size) + i];
            }
        }

        return tiles;
    }

    private double Value(int point, int i) => _tiles[(point / Tile * Tile * Size) + (i * Tile) + (point % Tile)];

    /// <summary>The direction in which the points vary most, nearly: a few power steps on their covariance are enough to sort by.</summary>
    private static double[] MainDirection(double[] points, int size)
    {
        var count = points.Length / size;
        var (direction, next, mean) = (new double[size], new double[size], new double[size]);
        for (var r = 0; r < count; r++)
        {
            DoubleKernel.AddScaled(mean, points.AsSpan(r * size, size), 1.0 / count);
        }

        // From the point farthest from the mean, which surely lies in no direction without variance.
        var farthest = 0;
        var (largest, squared) = (-1.0, 0.0);
        for (var r = 0; r < count; r++)
        {
            squared = DoubleKernel.SquaredDistance(points.AsSpan(r * size, size), mean);
            (farthest, largest) = squared > largest ? (r, squared) : (farthest, largest);
        }

        points.AsSpan(farthest * size, size).CopyTo(direction);
        DoubleKernel.AddScaled(direction, mean, -1);
        for (var step = 0; step < 8 && Normalise(direction); step++)
        {
            next.AsSpan().Clear();
            var shift = DoubleKernel.Dot(direction, mean);
            for (var r = 0; r < count; r++)
            {
                var row = points.AsSpan(r * size, size);
                DoubleKernel.AddScaled(next, row, DoubleKernel.Dot(direction, row) - shift);
            }

            next.CopyTo(direction, 0);
        }

        Normalise(direction);
        return direction;
    }

    /// <summary>Makes the length 1; false where there is none, and then the direction stays zero.</summary>
    private static bool Normalise(double[] direction)
    {
        var length = Math.Sqrt(DoubleKernel.Dot(direction, direction));
        for (var i = 0; i < direction.Length && length > 0; i++)
        {
            direction[i] /= length;
        }

        return length > 0;
    }

    private static double[] Ordered(double[] values, int[] order)
    {
        var width = values.Length / order.Length;
        var sorted = new double[values.Length];
        for (var r = 0; r < order.Length; r++)
        {
            values.AsSpan(order[r] * width, width).CopyTo(sorted.AsSpan(r * width));
        }

        return sorted;
    }
}
