using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;

namespace Kilter.Detectors.Distance;

/// <summary>Rows of the Gaussian kernel matrix k(i, j) = exp(−γ·‖xᵢ − xⱼ‖²), made when asked for and kept as long as there is room.</summary>
/// <remarks>The row used longest ago gives way first; with room for all n rows each is made once. A row's bits do not depend on the room. Not safe for several threads.</remarks>
internal sealed class KernelRows
{
    private readonly double[] _points;
    private readonly int _size;
    private readonly double _gamma;
    private readonly double[]?[] _rows;
    private readonly int _most;
    private readonly LinkedList<int> _used = new();
    private readonly LinkedListNode<int>[] _places;

    /// <summary>Rows for n points.</summary>
    /// <param name="points">(n, d); kept, not copied.</param>
    /// <param name="size">d.</param>
    /// <param name="gamma">γ &gt; 0.</param>
    /// <param name="most">Rows to keep at most; two are always kept.</param>
    public KernelRows(double[] points, int size, double gamma, int most)
    {
        (_points, _size, _gamma, _most) = (points, size, gamma, Math.Max(2, most));
        Count = points.Length / size;
        _rows = new double[]?[Count];
        _places = new LinkedListNode<int>[Count];
    }

    /// <summary>n.</summary>
    public int Count { get; }

    /// <summary>Rows made so far, again ones counted again.</summary>
    public long Made { get; private set; }

    /// <summary>The row of point i, (n). It stays as it is until the next but one is asked for.</summary>
    public double[] this[int i]
    {
        get
        {
            if (_rows[i] is { } kept)
            {
                _used.Remove(_places[i]);
                _used.AddFirst(_places[i]);
                return kept;
            }

            var row = _used.Count < _most ? new double[Count] : Oldest();
            Fill(i, row);
            _rows[i] = row;
            _places[i] ??= new LinkedListNode<int>(i);
            _used.AddFirst(_places[i]);
            return row;
        }
    }

    private double[] Oldest()
    {
        var place = _used.Last!;
        _used.RemoveLast();
        var row = _rows[place.Value]!;
        _rows[place.Value] = null;
        return row;
    }

    private void Fill(int i, double[] row)
    {
        Made++;
        var point = _points.AsSpan(i * _size, _size);
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = PortableMath.Exp(-_gamma * DoubleKernel.SquaredDistance(point, _points.AsSpan(j * _size, _size)));
        }
    }
}
