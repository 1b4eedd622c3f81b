"""The problem that partners describe together: lines with what stands behind them, causes, versions, dissent."""
