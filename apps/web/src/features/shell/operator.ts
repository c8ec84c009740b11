/** Numbers by which the marketplace is reached and recorded; those the law asks for are left out until there are any. Names and hours are messages. */
export type OperatorSettings = {
  readonly phone: string;
  readonly icp?: string;
  readonly police?: string;
  readonly fictional: boolean;
};

export const operatorSettings: OperatorSettings = { phone: "199-0000-0001", fictional: true };
