<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Assess</name>
    <message>
        <source>As written</source>
        <translation>原文名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>物理量</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>须知</translation>
    </message>
    <message>
        <source>no list asks for it</source>
        <translation>目录均不涉及</translation>
    </message>
    <message>
        <source>several values</source>
        <translation>有几个值</translation>
    </message>
    <message>
        <source>not a value by itself</source>
        <translation>不是确定的数值</translation>
    </message>
    <message>
        <source>name or value uncertain</source>
        <translation>名称或数值不确定</translation>
    </message>
    <message>
        <source>From a datasheet to the entries to read</source>
        <translation>从产品说明书到应查阅的条目</translation>
    </message>
    <message>
        <source>PDF, Word, Excel or text, in Chinese or English. The program finds the values with their names and the entries they may fall under, and shows the sentence behind each answer. Nothing goes to the matter unless you add it.</source>
        <translation>PDF、Word、Excel或文本，中英文均可。程序找出数值及其名称，列出可能涉及的条目，并给出每一判断所依据的原句。未经你加入，案卷不会改动。</translation>
    </message>
    <message>
        <source>Try one of these:</source>
        <translation>可先试一个：</translation>
    </message>
    <message>
        <source>Open in Search</source>
        <translation>在检索中打开</translation>
    </message>
    <message>
        <source>Open {code} in Search</source>
        <translation>在检索中打开{code}</translation>
    </message>
    <message>
        <source>Also in the editions {list}.</source>
        <translation>另见版本：{list}。</translation>
    </message>
    <message>
        <source>The datasheet says nothing of it.</source>
        <translation>说明书没有写到。</translation>
    </message>
    <message>
        <source>Words that lead here</source>
        <translation>据以列出的文字</translation>
    </message>
    <message>
        <source>Also points {list}</source>
        <translation>另涉及要点{list}</translation>
    </message>
    <message>
        <source>Points still open: {list}</source>
        <translation>仍待定的要点：{list}</translation>
    </message>
    <message>
        <source>Terms found</source>
        <translation>技术词</translation>
    </message>
    <message>
        <source>(page {n})</source>
        <translation>（第{n}页）</translation>
    </message>
    <message>
        <source>Entries to read</source>
        <translation>应查阅的条目</translation>
    </message>
    <message>
        <source>Values of the datasheet</source>
        <translation>说明书中的数值</translation>
    </message>
    <message>
        <source>Column headings</source>
        <translation>列标题</translation>
    </message>
    <message>
        <source>The control lists are still being opened; try again in a moment.</source>
        <translation>清单尚在打开，请稍候再试。</translation>
    </message>
    <message>
        <source>the pasted text</source>
        <translation>粘贴的文字</translation>
    </message>
    <message>
        <source>Assessing {name}</source>
        <translation>正在评估{name}</translation>
    </message>
    <message>
        <source>{path} is not UTF-8. It may be a Chinese text of an older program.</source>
        <translation>{path}不是UTF-8编码，可能是较早的中文程序所存。</translation>
    </message>
    <message>
        <source>Read it as GB18030</source>
        <translation>按GB18030读取</translation>
    </message>
    <message>
        <source>from the datasheet</source>
        <translation>说明书所述技术</translation>
    </message>
    <message>
        <source>as of {date}</source>
        <translation>截至{date}</translation>
    </message>
    <message>
        <source>{name} has several values: {values}. None is chosen for you.</source>
        <translation>{name}有几个值：{values}。程序不代为取舍。</translation>
    </message>
    <message>
        <source>Technology</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Technology of the matter they belong to</source>
        <translation>所属的案卷技术</translation>
    </message>
    <message>
        <source>Add the ticked values alone</source>
        <translation>只加入所选数值</translation>
    </message>
    <message>
        <source>a new one: {name}</source>
        <translation>新增：{name}</translation>
    </message>
    <message>
        <source>{code} is in the matter</source>
        <translation>{code}已在案卷中</translation>
    </message>
    <message>
        <source>Add {code} to the matter</source>
        <translation>把{code}加入案卷</translation>
    </message>
    <message>
        <source>values from the datasheet</source>
        <translation>说明书中的数值</translation>
    </message>
    <message>
        <source>{code} from the datasheet</source>
        <translation>{code}（据说明书）</translation>
    </message>
    <message>
        <source>Added to the matter: {what}</source>
        <translation>已加入案卷：{what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The matter says {name} = {held}; the datasheet says {text}.</source>
        <translation>案卷中{name}为{held}，说明书为{text}。</translation>
    </message>
    <message>
        <source>Replace what the matter says</source>
        <translation>替换案卷中的值</translation>
    </message>
    <message>
        <source>Two values are ticked for {name}: {values}. Tick one.</source>
        <translation>{name}选了两个值：{values}。请只选一个。</translation>
    </message>
    <message>
        <source>As facts of the matter: {values}</source>
        <translation>作为案卷事实加入：{values}</translation>
    </message>
    <message>
        <source>Tick values on the left to make them facts of the matter (Space).</source>
        <translation>在左侧勾选数值（空格键），可作为事实加入案卷。</translation>
    </message>
    <message>
        <source>Paste a description of the product here, choose a datasheet, or drop one on the window</source>
        <translation>在此粘贴产品说明，或者选择说明书文件，也可以把文件拖到窗口上</translation>
    </message>
    <message>
        <source>Description of the product</source>
        <translation>产品说明</translation>
    </message>
    <message>
        <source>Choose a datasheet …</source>
        <translation>选择说明书……</translation>
    </message>
    <message>
        <source>Assess this text</source>
        <translation>评估这段文字</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>There is no text to assess.</source>
        <translation>没有可评估的文字。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Classify</name>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Questions and result</source>
        <translation>问题与结果</translation>
    </message>
    <message>
        <source>Datasheet</source>
        <translation>产品说明书</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Needed for the result</source>
        <translation>得出结论所需</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>案卷</translation>
    </message>
    <message>
        <source>Technology</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>许可与登记</translation>
    </message>
    <message>
        <source>Decisions of the lawyer</source>
        <translation>律师的决定</translation>
    </message>
    <message>
        <source>answered: {answer}</source>
        <translation>已答：{answer}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待答</translation>
    </message>
    <message>
        <source>The result appears here as soon as the matter is judged.</source>
        <translation>案卷研判后，结果显示在这里。</translation>
    </message>
    <message>
        <source>This supports a lawyer's judgement; it does not replace it.</source>
        <translation>本结果供律师判断时参考，不代替律师的判断。</translation>
    </message>
    <message>
        <source>being updated …</source>
        <translation>更新中……</translation>
    </message>
    <message>
        <source>PRC law: {prc}. All regimes: {overall}. Judged as of {date}.</source>
        <translation>中国法：{prc}。各制度合计：{overall}。研判日：{date}。</translation>
    </message>
    <message>
        <source>Changed since the result was frozen</source>
        <translation>冻结后的变化</translation>
    </message>
    <message>
        <source>Past its end date, and what followed is not known</source>
        <translation>期限已过，后续情况不明</translation>
    </message>
    <message>
        <source>Not everything is loaded: what is not found is not free</source>
        <translation>清单未载全：没有找到不等于自由出口</translation>
    </message>
    <message>
        <source>By decision of {by}, {on}: {reason}</source>
        <translation>{by}于{on}决定：{reason}</translation>
    </message>
    <message>
        <source>The program's own result: {outcome}</source>
        <translation>程序的判断：{outcome}</translation>
    </message>
    <message>
        <source>Open: {question}</source>
        <translation>未定：{question}</translation>
    </message>
    <message>
        <source>Coverage: {catalogue} {edition}, {n} of {total} entries.</source>
        <translation>覆盖范围：{catalogue} {edition}，{total}项中已载{n}项。</translation>
    </message>
    <message>
        <source>Decide …</source>
        <translation>作出决定……</translation>
    </message>
    <message>
        <source>Decide on {what}</source>
        <translation>就{what}作出决定</translation>
    </message>
    <message>
        <source>{word} by {by}, {on}: {reason}</source>
        <translation>{word}：{by}，{on}，理由：{reason}</translation>
    </message>
    <message>
        <source>The lawyer's word: {word}</source>
        <translation>律师的认定：{word}</translation>
    </message>
    <message>
        <source>To be kept in mind</source>
        <translation>另请注意</translation>
    </message>
    <message>
        <source>Steps and dates</source>
        <translation>步骤与日期</translation>
    </message>
    <message>
        <source>Limb</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>填入值</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>gate</source>
        <translation>前置关口</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <translation>{n}个工作日</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n}日</translation>
    </message>
    <message>
        <source>due {date}</source>
        <translation>截止 {date}</translation>
    </message>
    <message>
        <source>{instrument}, art. {article}</source>
        <translation>{instrument}第{article}条</translation>
    </message>
    <message>
        <source>[verify]</source>
        <translation>［待核］</translation>
    </message>
    <message>
        <source>Take this answer</source>
        <translation>采用此答案</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>下一题</translation>
    </message>
    <message>
        <source>No question is left.</source>
        <translation>没有待答的问题。</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>由谁决定</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>Clauses</name>
    <message>
        <source>Trying repairs</source>
        <translation>正在试算修复办法</translation>
    </message>
    <message>
        <source>No rule found a conflict.</source>
        <translation>没有规则发现冲突。</translation>
    </message>
    <message>
        <source>Open your contract in the place Draft to have its own words checked as well.</source>
        <translation>在“起草”中打开合同，可以一并检查合同自己的文字。</translation>
    </message>
    <message>
        <source>Show ¶{n} of the contract</source>
        <translation>查看合同第{n}段</translation>
    </message>
    <message>
        <source>Go to “{name}”</source>
        <translation>转到“{name}”</translation>
    </message>
    <message>
        <source>Go to {id}</source>
        <translation>转到 {id}</translation>
    </message>
    <message>
        <source>It would bring up: {rules}</source>
        <translation>但会引出：{rules}</translation>
    </message>
    <message>
        <source>Print exemptions conspicuously again</source>
        <translation>恢复免责条款的显著标识</translation>
    </message>
    <message>
        <source>Leave {id} out</source>
        <translation>不写入 {id}</translation>
    </message>
    <message>
        <source>Bring in {id} ({position})</source>
        <translation>写入 {id}（{position}）</translation>
    </message>
    <message>
        <source>Change {id} to: {position}</source>
        <translation>将 {id} 改为：{position}</translation>
    </message>
    <message>
        <source>Set “{name}” to {value}</source>
        <translation>将“{name}”设为 {value}</translation>
    </message>
    <message>
        <source>must be settled</source>
        <translation>必须解决</translation>
    </message>
    <message>
        <source>to be weighed</source>
        <translation>需要权衡</translation>
    </message>
    <message>
        <source>to know</source>
        <translation>供了解</translation>
    </message>
    <message>
        <source>Only what is missing</source>
        <translation>只看待填</translation>
    </message>
    <message>
        <source>Next missing</source>
        <translation>下一处待填</translation>
    </message>
    <message>
        <source>As it reads in the contract</source>
        <translation>合同中的文字</translation>
    </message>
    <message>
        <source>What the program works out</source>
        <translation>程序推算的值</translation>
    </message>
    <message>
        <source>{all} values, {missing} still to be filled in</source>
        <translation>共{all}项，{missing}项待填</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚不能确定</translation>
    </message>
    <message>
        <source>Worked out: {label}: {value} ({why})</source>
        <translation>推算：{label}为{value}（{why}）</translation>
    </message>
    <message>
        <source>The chosen position does not use this value.</source>
        <translation>所选立场不使用此项。</translation>
    </message>
    <message>
        <source>What changes elsewhere</source>
        <translation>对其他条款的影响</translation>
    </message>
    <message>
        <source>Who asked for it</source>
        <translation>由谁提出</translation>
    </message>
    <message>
        <source>Note for the log</source>
        <translation>记录说明</translation>
    </message>
    <message>
        <source>Choose and log</source>
        <translation>选用并记录</translation>
    </message>
    <message>
        <source>Being worked out …</source>
        <translation>正在推算……</translation>
    </message>
    <message>
        <source>Working out the move</source>
        <translation>正在推算更换的影响</translation>
    </message>
    <message>
        <source>It gives up: {what}</source>
        <translation>放弃：{what}</translation>
    </message>
    <message>
        <source>Comes in: {clauses}</source>
        <translation>随之写入：{clauses}</translation>
    </message>
    <message>
        <source>Goes out: {clauses}</source>
        <translation>随之退出：{clauses}</translation>
    </message>
    <message>
        <source>New conflict: {conflict}</source>
        <translation>新增冲突：{conflict}</translation>
    </message>
    <message>
        <source>Settled: {conflict}</source>
        <translation>消除冲突：{conflict}</translation>
    </message>
    <message>
        <source>No other clause and no conflict changes.</source>
        <translation>其他条款和冲突均无变化。</translation>
    </message>
    <message>
        <source>{id} to {position}, logged</source>
        <translation>{id} 改为{position}并记录</translation>
    </message>
    <message>
        <source>The clause pack is written: {path}</source>
        <translation>条款包已生成：{path}</translation>
    </message>
    <message>
        <source>Writing the clause pack</source>
        <translation>正在生成条款包</translation>
    </message>
    <message>
        <source>Chinese beside English</source>
        <translation>中英文对照</translation>
    </message>
    <message>
        <source>Three positions, Chinese</source>
        <translation>三种立场（中文）</translation>
    </message>
    <message>
        <source>Three positions, English</source>
        <translation>三种立场（英文）</translation>
    </message>
    <message>
        <source>Three positions, both</source>
        <translation>三种立场（中英文）</translation>
    </message>
    <message>
        <source>What stands side by side</source>
        <translation>并列的内容</translation>
    </message>
    <message>
        <source>No clause to show yet.</source>
        <translation>暂无条款可显示。</translation>
    </message>
    <message>
        <source>No clause of the library fits the filter.</source>
        <translation>条款库中没有符合筛选条件的条款。</translation>
    </message>
    <message>
        <source>This position is chosen</source>
        <translation>已选此立场</translation>
    </message>
    <message>
        <source>Choose this position</source>
        <translation>选用此立场</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不写入</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>There is no such position: {why}</source>
        <translation>没有此立场：{why}</translation>
    </message>
    <message>
        <source>The text is on the clipboard.</source>
        <translation>正文已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The whole library</source>
        <translation>全部条款</translation>
    </message>
    <message>
        <source>In the contract</source>
        <translation>写入合同</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>可选用</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未写入</translation>
    </message>
    <message>
        <source>With a conflict</source>
        <translation>有冲突的</translation>
    </message>
    <message>
        <source>With something missing</source>
        <translation>有待填的</translation>
    </message>
    <message>
        <source>Other than proposed</source>
        <translation>与建议不同的</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自有条款</translation>
    </message>
    <message>
        <source>{inside} in · {offered} offered · {out} left out</source>
        <translation>写入{inside} · 可选{offered} · 未写入{out}</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>to fill in</source>
        <translation>待填</translation>
    </message>
    <message>
        <source>own choice</source>
        <translation>自选</translation>
    </message>
    <message>
        <source>own text not used</source>
        <translation>自有文本未采用</translation>
    </message>
    <message>
        <source>own text {version}</source>
        <translation>自有文本 {version}</translation>
    </message>
    <message>
        <source>own text</source>
        <translation>自有文本</translation>
    </message>
    <message>
        <source>own clause {version}</source>
        <translation>自有条款 {version}</translation>
    </message>
    <message>
        <source>own clause</source>
        <translation>自有条款</translation>
    </message>
    <message>
        <source>In texts: {position}</source>
        <translation>查正文：{position}</translation>
    </message>
    <message>
        <source>In all texts and notes</source>
        <translation>查全部正文和说明</translation>
    </message>
    <message>
        <source>In Chinese texts and notes</source>
        <translation>查中文正文和说明</translation>
    </message>
    <message>
        <source>In English texts and notes</source>
        <translation>查英文正文和说明</translation>
    </message>
    <message>
        <source>In numbers and titles</source>
        <translation>查编号和标题</translation>
    </message>
    <message>
        <source>Where is searched</source>
        <translation>检索范围</translation>
    </message>
    <message>
        <source>Places found in the clauses</source>
        <translation>条款中找到的位置</translation>
    </message>
    <message>
        <source>Searching the clauses</source>
        <translation>正在检索条款</translation>
    </message>
    <message>
        <source>{n} places, {clauses} clauses</source>
        <translation>{clauses}条条款，{n}处</translation>
    </message>
    <message>
        <source>the best {shown} of {n} places</source>
        <translation>共{n}处，列出最相关的{shown}处</translation>
    </message>
    <message>
        <source>Nothing found for “{query}”.</source>
        <translation>没有找到“{query}”。</translation>
    </message>
    <message>
        <source>Negotiation log</source>
        <translation>谈判记录</translation>
    </message>
    <message>
        <source>Nothing is logged yet. Show another position of a clause, name who asked, choose and log it.</source>
        <translation>尚无记录。显示某条的另一立场，写明由谁提出，然后选用并记录。</translation>
    </message>
    <message>
        <source>Export the log …</source>
        <translation>导出记录……</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>复制记录</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>From</source>
        <translation>原立场</translation>
    </message>
    <message>
        <source>To</source>
        <translation>新立场</translation>
    </message>
    <message>
        <source>By</source>
        <translation>提出人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What departs from the proposal</source>
        <translation>与建议不同之处</translation>
    </message>
    <message>
        <source>Every clause stands as proposed.</source>
        <translation>各条均按建议写入。</translation>
    </message>
    <message>
        <source>Back to the proposal</source>
        <translation>恢复建议</translation>
    </message>
    <message>
        <source>{id} as proposed</source>
        <translation>{id} 恢复建议</translation>
    </message>
    <message>
        <source>Position of each family</source>
        <translation>各类条款的立场</translation>
    </message>
    <message>
        <source>A family follows the whole deal unless it has a position of its own; so does a clause.</source>
        <translation>未单独设定的类别随全案立场；单条可再单独选择。</translation>
    </message>
    <message>
        <source>As the whole deal ({position})</source>
        <translation>随全案（{position}）</translation>
    </message>
    <message>
        <source>position of family {family}</source>
        <translation>“{family}”的立场</translation>
    </message>
    <message>
        <source>The log is on the clipboard.</source>
        <translation>记录已复制到剪贴板。</translation>
    </message>
    <message>
        <source>There is nothing in the log yet.</source>
        <translation>尚无谈判记录。</translation>
    </message>
    <message>
        <source>negotiation</source>
        <translation>谈判记录</translation>
    </message>
    <message>
        <source>{chosen} instead of {proposed}</source>
        <translation>采用“{chosen}”，原定“{proposed}”</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>At the table</source>
        <translation>谈判提示</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>If it must be given up</source>
        <translation>如须让步</translation>
    </message>
    <message>
        <source>{step}. Fall back to: {position}</source>
        <translation>第{step}步退至：{position}</translation>
    </message>
    <message>
        <source>Positions it does not have</source>
        <translation>没有的立场</translation>
    </message>
    <message>
        <source>It rests on</source>
        <translation>以下列条款为前提</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Fits the law from {start} to {end}.</source>
        <translation>适合 {start} 至 {end} 的法律。</translation>
    </message>
    <message>
        <source>No end of validity is recorded.</source>
        <translation>未记载失效日。</translation>
    </message>
    <message>
        <source>Past its day: confirm before use.</source>
        <translation>已过有效日：使用前须经确认。</translation>
    </message>
    <message>
        <source>Stale when: {reason}</source>
        <translation>何时过时：{reason}</translation>
    </message>
    <message>
        <source>Reviewed on {day}.</source>
        <translation>审阅日：{day}。</translation>
    </message>
    <message>
        <source>Clauses</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Whole deal: {position}</source>
        <translation>全案立场：{position}</translation>
    </message>
    <message>
        <source>Position of the whole deal</source>
        <translation>全案立场</translation>
    </message>
    <message>
        <source>Filter by family</source>
        <translation>按类别筛选</translation>
    </message>
    <message>
        <source>Filter by status</source>
        <translation>按状态筛选</translation>
    </message>
    <message>
        <source>Find clauses</source>
        <translation>查找条款</translation>
    </message>
    <message>
        <source>Export the clause pack …</source>
        <translation>导出条款包……</translation>
    </message>
    <message>
        <source>Text, form, conflicts, negotiation, own clauses</source>
        <translation>正文、表单、冲突、谈判、自有条款</translation>
    </message>
    <message>
        <source>All families</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Negotiation</source>
        <translation>谈判</translation>
    </message>
    <message>
        <source>Own clauses</source>
        <translation>自有条款</translation>
    </message>
    <message>
        <source>position of {id}</source>
        <translation>{id}的立场</translation>
    </message>
    <message>
        <source>leave out {id}</source>
        <translation>不写入{id}</translation>
    </message>
    <message>
        <source>put in {id}</source>
        <translation>写入{id}</translation>
    </message>
    <message>
        <source>position of the whole deal</source>
        <translation>全案立场</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation>默认：{value}</translation>
    </message>
    <message>
        <source>{name} of {id}</source>
        <translation>{id}的{name}</translation>
    </message>
    <message>
        <source>At least {value}: {why}.</source>
        <translation>最低{value}：{why}。</translation>
    </message>
    <message>
        <source>Used in {clauses}.</source>
        <translation>用于 {clauses}。</translation>
    </message>
    <message>
        <source>To be filled in.</source>
        <translation>待填。</translation>
    </message>
    <message>
        <source>Below the minimum.</source>
        <translation>低于最低值。</translation>
    </message>
    <message>
        <source>{low} to {high} {unit}.</source>
        <translation>{low}至{high}{unit}均可。</translation>
    </message>
    <message>
        <source>At least {low} {unit}.</source>
        <translation>不少于{low}{unit}。</translation>
    </message>
    <message>
        <source>At most {high} {unit}.</source>
        <translation>不超过{high}{unit}。</translation>
    </message>
    <message>
        <source>days</source>
        <translation>日</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>个工作日</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>to be filled in</source>
        <translation>待填</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Caveat made a mistake; your matter is unchanged. The report is in {path}.</source>
        <translation>慎约出现程序错误；案卷未受影响。错误报告在{path}。</translation>
    </message>
    <message>
        <source>Caveat made a mistake; your matter is unchanged. {path} cannot be written.</source>
        <translation>慎约出现程序错误；案卷未受影响。{path}无法写入。</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>List</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Entries loaded</source>
        <translation>已载条目</translation>
    </message>
    <message>
        <source>In effect from</source>
        <translation>施行日期</translation>
    </message>
    <message>
        <source>Data checked on</source>
        <translation>数据核对日</translation>
    </message>
    <message>
        <source>(derived)</source>
        <translation>（推算）</translation>
    </message>
    <message>
        <source>Packs</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>筛查</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Recheck</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Loaded lists and editions</source>
        <translation>已载清单与版本</translation>
    </message>
    <message>
        <source>Column headings</source>
        <translation>列标题</translation>
    </message>
    <message>
        <source>Reading the packs</source>
        <translation>正在读取数据包</translation>
    </message>
    <message>
        <source>Opening the control lists …</source>
        <translation>正在打开管制清单……</translation>
    </message>
    <message>
        <source>Authority: {name}</source>
        <translation>主管机关：{name}</translation>
    </message>
    <message>
        <source>Why it applies: {text}</source>
        <translation>适用依据：{text}</translation>
    </message>
    <message>
        <source>Official text, to fetch by hand: {place}</source>
        <translation>官方文本（请自行获取）：{place}</translation>
    </message>
    <message>
        <source>Source: {text}</source>
        <translation>来源：{text}</translation>
    </message>
    <message>
        <source>Pack: bundled with the program</source>
        <translation>数据包：程序自带</translation>
    </message>
    <message>
        <source>Pack: your own, not from an archive</source>
        <translation>数据包：自制，并非由压缩包安装</translation>
    </message>
    <message>
        <source>Pack: its manifest or signature cannot be read; install it again</source>
        <translation>数据包：清单或签名无法读取，请重新安装</translation>
    </message>
    <message>
        <source>Pack: installed, version {version}</source>
        <translation>数据包：已安装，版本 {version}</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>未签名</translation>
    </message>
    <message>
        <source>signed by {name}, fingerprint {fingerprint}</source>
        <translation>签名者：{name}，密钥指纹 {fingerprint}</translation>
    </message>
    <message>
        <source>signed with a key you do not trust, fingerprint {fingerprint}</source>
        <translation>签名密钥不受信任，指纹 {fingerprint}</translation>
    </message>
    <message>
        <source>changed since: {files}</source>
        <translation>安装后改动过：{files}</translation>
    </message>
</context>
<context>
    <name>Draft</name>
    <message>
        <source>Open the document</source>
        <translation>打开文档</translation>
    </message>
    <message>
        <source>Open a contract …</source>
        <translation>打开合同……</translation>
    </message>
    <message>
        <source>Write the new contract …</source>
        <translation>生成新合同……</translation>
    </message>
    <message>
        <source>The contract as it will be</source>
        <translation>生成后的合同结构</translation>
    </message>
    <message>
        <source>Write the supplement …</source>
        <translation>生成补充协议……</translation>
    </message>
    <message>
        <source>Building the sample contract</source>
        <translation>正在生成示例合同</translation>
    </message>
    <message>
        <source>leave out {id}</source>
        <translation>不列入{id}</translation>
    </message>
    <message>
        <source>put in {id}</source>
        <translation>列入{id}</translation>
    </message>
    <message>
        <source>Reading the contract</source>
        <translation>正在读取合同</translation>
    </message>
    <message>
        <source>Reading the contract …</source>
        <translation>正在读取合同……</translation>
    </message>
    <message>
        <source>The outline is still being worked out; try again in a moment.</source>
        <translation>结构图仍在更新，请稍后再试。</translation>
    </message>
    <message>
        <source>Writing the new contract</source>
        <translation>正在生成新合同</translation>
    </message>
    <message>
        <source>The changes</source>
        <translation>改动清单</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>将作的改动</translation>
    </message>
    <message>
        <source>This file holds {n} clauses of an earlier draft. Writing would leave them: {what}.</source>
        <translation>本文件已含先前写入的{n}个条款，生成后：{what}。</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>The new contract is written</source>
        <translation>新合同已生成</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Save the record of changes …</source>
        <translation>保存改动记录……</translation>
    </message>
    <message>
        <source>Open your Word contract to see where each clause will stand. The file itself is never changed. Or try one of these:</source>
        <translation>打开您的Word合同，查看每一条款将写入何处。原文件绝不改动。也可先用下列合同试一试：</translation>
    </message>
    <message>
        <source>Its author restricted editing. The copy keeps the restriction; Word asks for it to be lifted.</source>
        <translation>文件作者限制了编辑。副本保留该限制，如需继续修改，应先在Word中取消限制。</translation>
    </message>
    <message>
        <source>It is digitally signed. In the copy the signature is no longer valid; the contract keeps its own.</source>
        <translation>文件带有数字签名。副本中的签名失效，原合同的签名不受影响。</translation>
    </message>
    <message>
        <source>It carries macros. They are copied untouched and never run; the copy must be a .docm file.</source>
        <translation>文件含有宏。宏原样复制，从不运行；副本须存为.docm文件。</translation>
    </message>
    <message>
        <source>Write a copy of the protected file</source>
        <translation>仍为受保护的文件生成副本</translation>
    </message>
    <message>
        <source>Write a copy without a valid signature</source>
        <translation>仍生成副本，签名失效</translation>
    </message>
    <message>
        <source>Write a copy with the macros</source>
        <translation>仍生成含宏的副本</translation>
    </message>
    <message>
        <source>The affected part</source>
        <translation>受影响的部分</translation>
    </message>
    <message>
        <source>Place of the clause</source>
        <translation>条款的位置</translation>
    </message>
    <message>
        <source>Move the clause to another article (Alt+Up, Alt+Down, or drag it)</source>
        <translation>将条款移至其他条文处（Alt+上、Alt+下，或者拖动）</translation>
    </message>
    <message>
        <source>As proposed</source>
        <translation>按建议</translation>
    </message>
    <message>
        <source>Back to the proposed place</source>
        <translation>恢复建议的位置</translation>
    </message>
    <message>
        <source>before the first article</source>
        <translation>置于第一条之前</translation>
    </message>
    <message>
        <source>as an annex, after the signatures</source>
        <translation>作为附件，置于签署部分之后</translation>
    </message>
    <message>
        <source>Keep it in</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Take out of the file</source>
        <translation>移出文件</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不列入</translation>
    </message>
    <message>
        <source>Put back in</source>
        <translation>重新列入</translation>
    </message>
    <message>
        <source>You left this clause out of the deal.</source>
        <translation>您已选择不列入本条款。</translation>
    </message>
    <message>
        <source>This clause of an earlier draft goes; numbers and references go back to what they were.</source>
        <translation>移出先前写入的本条款；编号和引用恢复原状。</translation>
    </message>
    <message>
        <source>Somebody had edited it. Its words:</source>
        <translation>本条款曾被人工修改，其文字为：</translation>
    </message>
    <message>
        <source>Please look at:</source>
        <translation>请注意：</translation>
    </message>
    <message>
        <source>Why it is in:</source>
        <translation>列入的理由：</translation>
    </message>
    <message>
        <source>These words of the contract go:</source>
        <translation>合同中下列文字将被替换：</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>已生成：{path}</translation>
    </message>
    <message>
        <source>{name}-changes</source>
        <translation>{name}-改动记录</translation>
    </message>
    <message>
        <source>Writing the record of changes</source>
        <translation>正在写出改动记录</translation>
    </message>
    <message>
        <source>Take all our clauses out</source>
        <translation>移出本程序写入的条款</translation>
    </message>
    <message>
        <source>Keep our clauses</source>
        <translation>保留本程序写入的条款</translation>
    </message>
    <message>
        <source>Way out</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Numbers of later articles</source>
        <translation>后续条文的编号</translation>
    </message>
    <message>
        <source>Date of the changes</source>
        <translation>修订日期</translation>
    </message>
    <message>
        <source>Author of the changes</source>
        <translation>修订者</translation>
    </message>
    <message>
        <source>All places as proposed</source>
        <translation>全部恢复建议位置</translation>
    </message>
    <message>
        <source>a new article</source>
        <translation>新设一条</translation>
    </message>
    <message>
        <source>joins an article of the contract</source>
        <translation>并入合同原有条文</translation>
    </message>
    <message>
        <source>replaces a sentence of the contract</source>
        <translation>替换合同中的一句</translation>
    </message>
    <message>
        <source>a new annex</source>
        <translation>新设附件</translation>
    </message>
    <message>
        <source>is there already and stays</source>
        <translation>已在合同中，保留</translation>
    </message>
    <message>
        <source>Clean: the new text in place</source>
        <translation>清洁文本：条款直接写入</translation>
    </message>
    <message>
        <source>Redline: every change tracked</source>
        <translation>修订文本：全部改动留痕</translation>
    </message>
    <message>
        <source>Explained: comments on clauses</source>
        <translation>说明文本：每一条款附批注</translation>
    </message>
    <message>
        <source>Supplement: a paper of its own</source>
        <translation>补充协议：另成一份文件</translation>
    </message>
    <message>
        <source>A new file with the clauses in the text.</source>
        <translation>生成一份新文件，条款写入正文。</translation>
    </message>
    <message>
        <source>Every insertion, number and corrected reference is a tracked change. Rejecting all gives back the contract as it was.</source>
        <translation>写入的文字、编号和更正的引用均为修订。全部拒绝即恢复原合同。</translation>
    </message>
    <message>
        <source>Each clause carries a comment with its reason, law and fallback. For your side only: do not send it to the other side.</source>
        <translation>每一条款附批注，说明理由、依据和退让方案。仅供己方使用，请勿交给对方。</translation>
    </message>
    <message>
        <source>The contract stays word for word; a supplementary agreement amends it by reference.</source>
        <translation>合同一字不动；由补充协议援引合同条文加以修改。</translation>
    </message>
    <message>
        <source>Numbers: as proposed</source>
        <translation>编号：按建议</translation>
    </message>
    <message>
        <source>Numbers: later ones move on</source>
        <translation>编号：后续条文顺延</translation>
    </message>
    <message>
        <source>Numbers: stay as they are</source>
        <translation>编号：保留原编号</translation>
    </message>
    <message>
        <source>Proposed: numbers stay, because the contract is signed.</source>
        <translation>建议保留原编号，因为合同已经签署。</translation>
    </message>
    <message>
        <source>Proposed: numbers stay, because other papers cite the contract.</source>
        <translation>建议保留原编号，因为其他文件引用了本合同的条文。</translation>
    </message>
    <message>
        <source>Proposed: numbers move on, because the contract is not signed and no other paper cites it.</source>
        <translation>建议顺延编号，因为合同尚未签署，也没有其他文件引用其条文。</translation>
    </message>
    <message>
        <source>place: sure ({percent} %)</source>
        <translation>位置：确定（{percent}%）</translation>
    </message>
    <message>
        <source>place: likely ({percent} %)</source>
        <translation>位置：较可能（{percent}%）</translation>
    </message>
    <message>
        <source>place: please check ({percent} %)</source>
        <translation>位置：请核对（{percent}%）</translation>
    </message>
    <message>
        <source>there already, unchanged</source>
        <translation>已在合同中，不变</translation>
    </message>
    <message>
        <source>there already, words updated</source>
        <translation>已在合同中，文字更新</translation>
    </message>
    <message>
        <source>exchanged for the chosen version</source>
        <translation>换为选定的文本</translation>
    </message>
    <message>
        <source>moved from its earlier place</source>
        <translation>从原位置移来</translation>
    </message>
    <message>
        <source>edited by hand, stays as it is</source>
        <translation>曾经人工修改，保留</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>unchanged {n}</source>
        <translation>不变 {n}</translation>
    </message>
    <message>
        <source>updated {n}</source>
        <translation>更新 {n}</translation>
    </message>
    <message>
        <source>exchanged {n}</source>
        <translation>更换 {n}</translation>
    </message>
    <message>
        <source>moved {n}</source>
        <translation>移动 {n}</translation>
    </message>
    <message>
        <source>edited by hand and kept {n}</source>
        <translation>人工修改而保留 {n}</translation>
    </message>
    <message>
        <source>taken out {n}</source>
        <translation>移出 {n}</translation>
    </message>
    <message>
        <source>place of {id}</source>
        <translation>{id}的位置</translation>
    </message>
    <message>
        <source>all places as proposed</source>
        <translation>全部恢复建议位置</translation>
    </message>
    <message>
        <source>leave to copy the file</source>
        <translation>允许生成副本</translation>
    </message>
    <message>
        <source>take all our clauses out</source>
        <translation>移出本程序写入的条款</translation>
    </message>
    <message>
        <source>take out {id}</source>
        <translation>移出{id}</translation>
    </message>
    <message>
        <source>a recital before the first article</source>
        <translation>作为序言，置于第一条之前</translation>
    </message>
    <message>
        <source>Left out: {id} {title}</source>
        <translation>不列入：{id} {title}</translation>
    </message>
    <message>
        <source>Taken out: {id} {title}</source>
        <translation>移出：{id} {title}</translation>
    </message>
    <message>
        <source>your place</source>
        <translation>您指定的位置</translation>
    </message>
    <message>
        <source>joins this article</source>
        <translation>并入本条</translation>
    </message>
    <message>
        <source>please check</source>
        <translation>请核对</translation>
    </message>
    <message>
        <source>Clause {id} {title}: {about}</source>
        <translation>条款{id} {title}：{about}</translation>
    </message>
    <message>
        <source>Article {then}, until now {now}: {title}</source>
        <translation>{then}（原{now}）：{title}</translation>
    </message>
    <message>
        <source>after {number} {title}</source>
        <translation>置于{number} {title}之后</translation>
    </message>
    <message>
        <source>Please look at ({n})</source>
        <translation>请注意（{n}）</translation>
    </message>
    <message>
        <source>Clauses ({n})</source>
        <translation>条款（{n}）</translation>
    </message>
    <message>
        <source>Paragraphs joined ({n})</source>
        <translation>并入所及的段落（{n}）</translation>
    </message>
    <message>
        <source>Words replaced ({n})</source>
        <translation>替换的文字（{n}）</translation>
    </message>
    <message>
        <source>References corrected ({n})</source>
        <translation>更正的引用（{n}）</translation>
    </message>
    <message>
        <source>Numbers that move ({n})</source>
        <translation>变动的编号（{n}）</translation>
    </message>
    <message>
        <source>Taken out ({n})</source>
        <translation>移出的条款（{n}）</translation>
    </message>
    <message>
        <source>To know ({n})</source>
        <translation>供参考（{n}）</translation>
    </message>
    <message>
        <source>paragraph {n}</source>
        <translation>第{n}段</translation>
    </message>
    <message>
        <source>No program opens {path} here.</source>
        <translation>本机没有能打开{path}的程序。</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>{name} is a folder.</source>
        <translation>{name}是文件夹。</translation>
    </message>
    <message>
        <source>Recheck the matters in it</source>
        <translation>复核其中的案卷</translation>
    </message>
    <message>
        <source>Is {name} a datasheet or a contract?</source>
        <translation>{name}是产品说明书还是合同？</translation>
    </message>
    <message>
        <source>Assess it as a datasheet</source>
        <translation>作为产品说明书评估</translation>
    </message>
    <message>
        <source>Open it as a contract</source>
        <translation>作为合同打开</translation>
    </message>
    <message>
        <source>Several files were dropped; drop one at a time.</source>
        <translation>一次拖入了几个文件，请逐个拖入。</translation>
    </message>
    <message>
        <source>This is no file of this computer; save it first.</source>
        <translation>这不是本机上的文件，请先保存到本机。</translation>
    </message>
    <message>
        <source>{name} is not taken here: drop a matter (.yaml), a datasheet (.pdf, .xlsx, .txt, .md) or a .docx.</source>
        <translation>不能读取{name}：可拖入案卷（.yaml）、产品说明书（.pdf、.xlsx、.txt、.md）或者.docx文件。</translation>
    </message>
</context>
<context>
    <name>Editions</name>
    <message>
        <source>not loaded in {edition}</source>
        <translation>{edition}未载入</translation>
    </message>
    <message>
        <source>No control point of this entry is loaded in either edition.</source>
        <translation>两版均未载入本条目的控制要点。</translation>
    </message>
    <message>
        <source>Whether this entry stands in {edition} is not known: that edition is loaded in part.</source>
        <translation>{edition}只载入一部分，本条目是否仍在其中，不能判断。</translation>
    </message>
    <message>
        <source>Write the table …</source>
        <translation>输出对照表……</translation>
    </message>
    <message>
        <source>List</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Edition to start from</source>
        <translation>作为比较起点的版本</translation>
    </message>
    <message>
        <source>Edition to compare with</source>
        <translation>与之比较的版本</translation>
    </message>
    <message>
        <source>Which differences are listed</source>
        <translation>列出哪些变化</translation>
    </message>
    <message>
        <source>Entries that differ</source>
        <translation>有变化的条目</translation>
    </message>
    <message>
        <source>Both texts side by side</source>
        <translation>两版文本并列</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Not loaded</source>
        <translation>未载入</translation>
    </message>
    <message>
        <source>Opening the control lists …</source>
        <translation>正在打开管制清单……</translation>
    </message>
    <message>
        <source>Comparing the editions</source>
        <translation>正在比较版本</translation>
    </message>
    <message>
        <source>{added} added, {deleted} deleted, {changed} changed, {unknown} not loaded</source>
        <translation>新增{added}项，删除{deleted}项，修改{changed}项，未载入{unknown}项</translation>
    </message>
    <message>
        <source>These instruments stand beside each other; entries of only one are no difference.</source>
        <translation>两份文件并行，互不取代；仅见于一份文件的条目不是变化。</translation>
    </message>
    <message>
        <source>(derived)</source>
        <translation>（推算）</translation>
    </message>
    <message>
        <source>{edition}: {held} of {total} entries loaded {derived}</source>
        <translation>{edition}：已载入{held}/{total}条{derived}</translation>
    </message>
    <message>
        <source>No difference is known.</source>
        <translation>未见变化。</translation>
    </message>
    <message>
        <source>Writing the table</source>
        <translation>正在输出对照表</translation>
    </message>
    <message>
        <source>{path} is written.</source>
        <translation>已写成{path}。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>The result is still being worked out; try again in a moment.</source>
        <translation>结论仍在计算，请稍后再试。</translation>
    </message>
    <message>
        <source>memo</source>
        <translation>备忘录</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>正在写入 {file}</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>已写入：{path}</translation>
    </message>
</context>
<context>
    <name>Facets</name>
    <message>
        <source>List</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>管制</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Law of</source>
        <translation>法域</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Clear every choice</source>
        <translation>清除全部筛选</translation>
    </message>
    <message>
        <source>Narrow by: {name}, {n} chosen</source>
        <translation>按{name}筛选，已选{n}项</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open a matter</source>
        <translation>打开案卷</translation>
    </message>
    <message>
        <source>Matter files (*.yaml *.yml)</source>
        <translation>案卷文件 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Save the matter</source>
        <translation>保存案卷</translation>
    </message>
    <message>
        <source>Word documents (*.docx *.docm)</source>
        <translation>Word文档 (*.docx *.docm)</translation>
    </message>
    <message>
        <source>Open a contract</source>
        <translation>打开合同</translation>
    </message>
    <message>
        <source>Word documents (*.docx)</source>
        <translation>Word文档 (*.docx)</translation>
    </message>
    <message>
        <source>Word documents with macros (*.docm)</source>
        <translation>含宏的Word文档 (*.docm)</translation>
    </message>
    <message>
        <source>Write the new document</source>
        <translation>生成新文档</translation>
    </message>
    <message>
        <source>Write the calendar</source>
        <translation>写入日历文件</translation>
    </message>
    <message>
        <source>Calendars (*.ics)</source>
        <translation>日历文件 (*.ics)</translation>
    </message>
    <message>
        <source>Spreadsheets (*.xlsx)</source>
        <translation>电子表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>Write the table</source>
        <translation>输出对照表</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>文本文件 (*.txt)</translation>
    </message>
    <message>
        <source>Write the negotiation log</source>
        <translation>写出谈判记录</translation>
    </message>
    <message>
        <source>Import clauses</source>
        <translation>导入条款</translation>
    </message>
    <message>
        <source>Export clauses</source>
        <translation>导出条款</translation>
    </message>
    <message>
        <source>Compare with the clauses of a folder</source>
        <translation>与文件夹中的条款比较</translation>
    </message>
    <message>
        <source>Install a pack</source>
        <translation>安装数据包</translation>
    </message>
    <message>
        <source>Packs (*.zip)</source>
        <translation>数据包 (*.zip)</translation>
    </message>
    <message>
        <source>Export the pack</source>
        <translation>导出数据包</translation>
    </message>
    <message>
        <source>Sign with this key</source>
        <translation>用这个密钥签名</translation>
    </message>
    <message>
        <source>Private keys (*.pem)</source>
        <translation>私钥 (*.pem)</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>生成新密钥</translation>
    </message>
    <message>
        <source>Lists of names (*.csv *.txt *.tsv *.xlsx *.xlsm)</source>
        <translation>名称表 (*.csv *.txt *.tsv *.xlsx *.xlsm)</translation>
    </message>
    <message>
        <source>Open a list of names</source>
        <translation>打开名称表</translation>
    </message>
    <message>
        <source>Publications (*.pdf *.docx *.html *.htm *.xml *.json *.csv *.tsv *.xlsx *.xlsm *.txt *.md)</source>
        <translation>公布文件 (*.pdf *.docx *.html *.htm *.xml *.json *.csv *.tsv *.xlsx *.xlsm *.txt *.md)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a publication</source>
        <translation>打开公布文件</translation>
    </message>
    <message>
        <source>Datasheets (*.pdf *.docx *.xlsx *.txt *.md)</source>
        <translation>产品说明书 (*.pdf *.docx *.xlsx *.txt *.md)</translation>
    </message>
    <message>
        <source>Assess a datasheet</source>
        <translation>评估产品说明书</translation>
    </message>
    <message>
        <source>Recheck the matters of a folder</source>
        <translation>复核文件夹中的案卷</translation>
    </message>
    <message>
        <source>Open a column map</source>
        <translation>打开列映射</translation>
    </message>
    <message>
        <source>Column maps (*.yaml *.yml)</source>
        <translation>列映射 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Save the result</source>
        <translation>保存结果</translation>
    </message>
</context>
<context>
    <name>Freeze</name>
    <message>
        <source>The result is still being worked out; try again in a moment.</source>
        <translation>结果仍在计算，请稍后再试。</translation>
    </message>
    <message>
        <source>The matter was edited meanwhile; nothing was frozen. Freeze it again.</source>
        <translation>其间案卷又有修改，没有冻结。请再冻结一次。</translation>
    </message>
    <message>
        <source>Freezing the result</source>
        <translation>正在冻结研判结果</translation>
    </message>
    <message>
        <source>Freeze the result</source>
        <translation>冻结研判结果</translation>
    </message>
    <message>
        <source>Who freezes</source>
        <translation>冻结人</translation>
    </message>
    <message>
        <source>Freeze anew</source>
        <translation>重新冻结</translation>
    </message>
    <message>
        <source>Keeps the result as it is now in the matter, with name and day, to be compared later.</source>
        <translation>把当前结果连同姓名、日期记入案卷，供日后对照。</translation>
    </message>
    <message>
        <source>Write who freezes the result.</source>
        <translation>请写明由谁冻结。</translation>
    </message>
    <message>
        <source>This result has not been frozen.</source>
        <translation>本结果尚未冻结。</translation>
    </message>
    <message>
        <source>Frozen by {by}, {on}: {overall} (PRC law: {prc}), findings: {findings}, editions of lists: {editions}.</source>
        <translation>已由{by}于{on}冻结：{overall}（中国法：{prc}），判定{findings}项，清单版本{editions}个。</translation>
    </message>
    <message>
        <source>Changed since: {n}; see above.</source>
        <translation>此后有{n}项变化，见上方。</translation>
    </message>
    <message>
        <source>Unchanged since.</source>
        <translation>此后无变化。</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Help for this place</source>
        <translation>本页帮助</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Read an official publication, look at what would be written, then write it as a pack of your own. The program itself never connects: fetch the file by hand.</source>
        <translation>读入官方公布的文件，先看将写入什么，再写成你自己的数据包。本程序从不联网，文件请自行下载。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the publication</source>
        <translation>选择公布文件</translation>
    </message>
    <message>
        <source>Leave away</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>Choose a column map, for tables with headings of their own</source>
        <translation>选择列映射，用于标题特殊的表格</translation>
    </message>
    <message>
        <source>Only for tables whose headings are not known</source>
        <translation>只用于程序不认得其标题的表格</translation>
    </message>
    <message>
        <source>Read and preview</source>
        <translation>读入并预览</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy where the official text is to be had</source>
        <translation>复制官方文本的出处</translation>
    </message>
    <message>
        <source>as the publication says</source>
        <translation>以文件所写为准</translation>
    </message>
    <message>
        <source>choose, or type an id of your own</source>
        <translation>选择，或输入自定的代号</translation>
    </message>
    <message>
        <source>Only for an announcement that amends an edition held</source>
        <translation>只用于修改已载版本的公告</translation>
    </message>
    <message>
        <source>How far reading is</source>
        <translation>读入进度</translation>
    </message>
    <message>
        <source>UTF-8, or as the file says</source>
        <translation>UTF-8，或以文件所写为准</translation>
    </message>
    <message>
        <source>nothing: it is a whole edition</source>
        <translation>无：本文件是完整版本</translation>
    </message>
    <message>
        <source>Official publication, to fetch by hand:</source>
        <translation>官方公布文件（请自行下载）：</translation>
    </message>
    <message>
        <source>Understood for this list: {names}</source>
        <translation>此清单可读：{names}</translation>
    </message>
    <message>
        <source>no file chosen</source>
        <translation>尚未选择文件</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The addresses are copied.</source>
        <translation>出处已复制。</translation>
    </message>
    <message>
        <source>Choose the file of the publication first.</source>
        <translation>请先选择公布文件。</translation>
    </message>
    <message>
        <source>Say of which list it is an edition.</source>
        <translation>请指明属于哪一清单。</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation>显示哪些行</translation>
    </message>
    <message>
        <source>Lines of the preview</source>
        <translation>预览各行</translation>
    </message>
    <message>
        <source>Nothing is read yet. The preview appears here.</source>
        <translation>尚未读入。预览显示在这里。</translation>
    </message>
    <message>
        <source>{catalogue} {edition}: {found} of {expected} found ({of})</source>
        <translation>{catalogue} {edition}：找到{found}项，应有{expected}项（{of}）</translation>
    </message>
    <message>
        <source>{catalogue} {edition}: {found} found ({of})</source>
        <translation>{catalogue} {edition}：找到{found}项（{of}）</translation>
    </message>
    <message>
        <source>Nothing was found. There is nothing to write.</source>
        <translation>没有找到任何条目，无可写入。</translation>
    </message>
    <message>
        <source>control points or paragraphs: {n}</source>
        <translation>控制要点或款项{n}个</translation>
    </message>
    <message>
        <source>differences from {edition}, which is held: {n}</source>
        <translation>与已载的{edition}相比：{n}处不同</translation>
    </message>
    <message>
        <source>nothing is held to compare with</source>
        <translation>没有已载的版本可供比较</translation>
    </message>
    <message>
        <source>would be written to {path}</source>
        <translation>将写入 {path}</translation>
    </message>
    <message>
        <source>Refused ({n})</source>
        <translation>拒收（{n}）</translation>
    </message>
    <message>
        <source>Without a place ({n})</source>
        <translation>无处归入（{n}）</translation>
    </message>
    <message>
        <source>Differences ({n})</source>
        <translation>不同之处（{n}）</translation>
    </message>
    <message>
        <source>Remarks ({n})</source>
        <translation>说明（{n}）</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Reading the publication</source>
        <translation>正在读入公布文件</translation>
    </message>
    <message>
        <source>Writing the pack</source>
        <translation>正在写入数据包</translation>
    </message>
    <message>
        <source>Replace the edition held</source>
        <translation>替换已载的版本</translation>
    </message>
    <message>
        <source>Written to {folder}. It applies as soon as the lists are opened anew.</source>
        <translation>已写入 {folder}。清单重新打开后即生效。</translation>
    </message>
    <message>
        <source>All of it is held already. Nothing was changed. ({folder})</source>
        <translation>内容均已载入，未作改动。（{folder}）</translation>
    </message>
    <message>
        <source>Loading the readers</source>
        <translation>正在装入读取程序</translation>
    </message>
</context>
<context>
    <name>Limb</name>
    <message>
        <source>value in {unit}</source>
        <translation>填入值，单位{unit}</translation>
    </message>
    <message>
        <source>{name}, value of the product</source>
        <translation>{name}，产品的数值</translation>
    </message>
</context>
<context>
    <name>Live</name>
    <message>
        <source>Classifying</source>
        <translation>正在研判</translation>
    </message>
    <message>
        <source>The matter cannot be judged: {problem}</source>
        <translation>案卷无法研判：{problem}</translation>
    </message>
</context>
<context>
    <name>Matter</name>
    <message>
        <source>Untitled matter</source>
        <translation>未命名案卷</translation>
    </message>
    <message>
        <source>Judged as of {date}</source>
        <translation>研判日 {date}</translation>
    </message>
    <message>
        <source>No technology yet. Search for it and enter what the product does.</source>
        <translation>还没有技术。请先检索，再填入产品的数值。</translation>
    </message>
    <message>
        <source>Result so far</source>
        <translation>目前结果</translation>
    </message>
    <message>
        <source>Not yet judged.</source>
        <translation>尚未研判。</translation>
    </message>
    <message>
        <source>Next: {step}</source>
        <translation>下一步：{step}</translation>
    </message>
    <message>
        <source>Open the classification</source>
        <translation>打开研判</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>没有待办事项</translation>
    </message>
</context>
<context>
    <name>Matters</name>
    <message>
        <source>Unsaved edits of the last time cannot be read. They are kept in {path}.</source>
        <translation>上次未保存的修改无法读取，保留在{path}。</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>{path} cannot be removed, so these edits are offered again at the next start.</source>
        <translation>{path}无法删除，下次启动时仍会提示这些修改。</translation>
    </message>
    <message>
        <source>These edits were not saved last time; they are back.</source>
        <translation>上次未保存的修改已恢复。</translation>
    </message>
    <message>
        <source>{n} more: File menu, “Unsaved edits”.</source>
        <translation>另有{n}份，见“文件”菜单“未保存的修改”。</translation>
    </message>
    <message>
        <source>Throw these edits away</source>
        <translation>放弃这些修改</translation>
    </message>
    <message>
        <source>Unsaved edits of an earlier start are kept: {names} (File menu, “Unsaved edits”).</source>
        <translation>以前未保存的修改仍保留：{names}（见“文件”菜单“未保存的修改”）。</translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>恢复这些修改</translation>
    </message>
    <message>
        <source>The matter before had unsaved edits.</source>
        <translation>前一案卷有未保存的修改。</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>返回该案卷</translation>
    </message>
    <message>
        <source>{path} cannot be written. Save the matter under another name.</source>
        <translation>{path}无法写入。请将案卷另存为其他文件。</translation>
    </message>
    <message>
        <source>Go on without these edits</source>
        <translation>不保留这些修改，继续</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Text of the clause</source>
        <translation>条款正文</translation>
    </message>
    <message>
        <source>Form of the deal</source>
        <translation>全案表单</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Negotiation</source>
        <translation>谈判</translation>
    </message>
    <message>
        <source>Own clauses</source>
        <translation>自有条款</translation>
    </message>
    <message>
        <source>Search inside the clauses</source>
        <translation>在条款正文中检索</translation>
    </message>
    <message>
        <source>Import clauses from Word …</source>
        <translation>从 Word 导入条款……</translation>
    </message>
    <message>
        <source>Export clauses to Word …</source>
        <translation>导出条款到 Word……</translation>
    </message>
    <message>
        <source>Compare clause libraries …</source>
        <translation>比较条款库……</translation>
    </message>
    <message>
        <source>Check the clauses</source>
        <translation>检查条款</translation>
    </message>
    <message>
        <source>Find a clause</source>
        <translation>查找条款</translation>
    </message>
    <message>
        <source>Show the next position</source>
        <translation>显示下一立场</translation>
    </message>
    <message>
        <source>Show the position before</source>
        <translation>显示上一立场</translation>
    </message>
    <message>
        <source>Show the fallback</source>
        <translation>显示退让立场</translation>
    </message>
    <message>
        <source>Choose the shown position</source>
        <translation>选用所示立场</translation>
    </message>
    <message>
        <source>Choose it and log the move</source>
        <translation>选用并记录</translation>
    </message>
    <message>
        <source>Leave the clause out or put it in</source>
        <translation>写入或者不写入本条</translation>
    </message>
    <message>
        <source>Back to the proposal</source>
        <translation>恢复建议</translation>
    </message>
    <message>
        <source>Languages or positions side by side</source>
        <translation>切换并列内容</translation>
    </message>
    <message>
        <source>Words that go, struck through</source>
        <translation>显示被删文字</translation>
    </message>
    <message>
        <source>Next missing value</source>
        <translation>下一处待填</translation>
    </message>
    <message>
        <source>Next conflict</source>
        <translation>下一处冲突</translation>
    </message>
    <message>
        <source>Copy the text of the clause</source>
        <translation>复制条款正文</translation>
    </message>
    <message>
        <source>Export the clause pack …</source>
        <translation>导出条款包……</translation>
    </message>
    <message>
        <source>Export the negotiation log …</source>
        <translation>导出谈判记录……</translation>
    </message>
    <message>
        <source>Copy the negotiation log</source>
        <translation>复制谈判记录</translation>
    </message>
    <message>
        <source>Open a contract …</source>
        <translation>打开合同……</translation>
    </message>
    <message>
        <source>Move the clause up</source>
        <translation>条款上移</translation>
    </message>
    <message>
        <source>Move the clause down</source>
        <translation>条款下移</translation>
    </message>
    <message>
        <source>Move the clause to …</source>
        <translation>条款移至……</translation>
    </message>
    <message>
        <source>Clause back to the proposed place</source>
        <translation>条款恢复建议的位置</translation>
    </message>
    <message>
        <source>All clauses back to their places</source>
        <translation>全部条款恢复建议的位置</translation>
    </message>
    <message>
        <source>Leave the clause out or put it back</source>
        <translation>不列入或者重新列入条款</translation>
    </message>
    <message>
        <source>Go to the list of changes</source>
        <translation>转到改动清单</translation>
    </message>
    <message>
        <source>Write the document …</source>
        <translation>生成文件……</translation>
    </message>
    <message>
        <source>Open the written document</source>
        <translation>打开生成的文件</translation>
    </message>
    <message>
        <source>Show its folder</source>
        <translation>显示所在文件夹</translation>
    </message>
    <message>
        <source>Save the record of changes …</source>
        <translation>保存改动记录……</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Clauses</source>
        <translation>条款(&amp;C)</translation>
    </message>
    <message>
        <source>D&amp;raft</source>
        <translation>起草(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Recent matters</source>
        <translation>最近的案卷</translation>
    </message>
    <message>
        <source>Unsaved edits</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>New matter</source>
        <translation>新建案卷</translation>
    </message>
    <message>
        <source>Open a matter …</source>
        <translation>打开案卷……</translation>
    </message>
    <message>
        <source>Open the sample matter</source>
        <translation>打开示例案卷</translation>
    </message>
    <message>
        <source>Assess a datasheet …</source>
        <translation>评估产品说明书……</translation>
    </message>
    <message>
        <source>Recheck a folder of matters …</source>
        <translation>复核案卷文件夹……</translation>
    </message>
    <message>
        <source>Save the matter</source>
        <translation>保存案卷</translation>
    </message>
    <message>
        <source>Save the matter as …</source>
        <translation>案卷另存为……</translation>
    </message>
    <message>
        <source>Write the memo …</source>
        <translation>导出备忘录……</translation>
    </message>
    <message>
        <source>Write the dates as a calendar …</source>
        <translation>导出期限为日历文件……</translation>
    </message>
    <message>
        <source>Write the steps as a workbook …</source>
        <translation>导出步骤为工作簿……</translation>
    </message>
    <message>
        <source>Freeze the result …</source>
        <translation>冻结研判结果……</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Search the control lists</source>
        <translation>检索管制清单</translation>
    </message>
    <message>
        <source>Next match in the entry</source>
        <translation>条目中下一处命中</translation>
    </message>
    <message>
        <source>Match before</source>
        <translation>上一处命中</translation>
    </message>
    <message>
        <source>Copy the citation</source>
        <translation>复制引文</translation>
    </message>
    <message>
        <source>Every action …</source>
        <translation>全部操作……</translation>
    </message>
    <message>
        <source>Entry before</source>
        <translation>上一条目</translation>
    </message>
    <message>
        <source>Entry after</source>
        <translation>下一条目</translation>
    </message>
    <message>
        <source>Switch to Chinese</source>
        <translation>切换为中文</translation>
    </message>
    <message>
        <source>Switch to English</source>
        <translation>切换为英文</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟随系统外观</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色外观</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色外观</translation>
    </message>
    <message>
        <source>Serif font for reading</source>
        <translation>阅读用宋体</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Matter panel</source>
        <translation>案卷面板</translation>
    </message>
    <message>
        <source>Help for this place</source>
        <translation>本页帮助</translation>
    </message>
    <message>
        <source>Undo: {name}</source>
        <translation>撤销：{name}</translation>
    </message>
    <message>
        <source>Redo: {name}</source>
        <translation>重做：{name}</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>Own</name>
    <message>
        <source>Clauses that differ: {changed} · the same: {same}</source>
        <translation>有变化的条款：{changed} · 相同：{same}</translation>
    </message>
    <message>
        <source>Refused ({n}): not written until mended in Word</source>
        <translation>不能采用（{n}处）：在 Word 中改正之前不写入</translation>
    </message>
    <message>
        <source>New ({n})</source>
        <translation>新增（{n}条）</translation>
    </message>
    <message>
        <source>Changed ({n})</source>
        <translation>修改（{n}条）</translation>
    </message>
    <message>
        <source>your own text there is replaced; it is kept among the earlier ones</source>
        <translation>替换已有的自有文本，原文本留存在旧版本中</translation>
    </message>
    <message>
        <source>To know ({n})</source>
        <translation>请注意（{n}处）</translation>
    </message>
    <message>
        <source>Unchanged: {n}</source>
        <translation>未变：{n}条</translation>
    </message>
    <message>
        <source>Show what is wrong</source>
        <translation>查看原因</translation>
    </message>
    <message>
        <source>Clauses of yours that are not used ({n}): {names}</source>
        <translation>自有条款有{n}条未采用：{names}</translation>
    </message>
    <message>
        <source>Faults found in your clauses: {n}</source>
        <translation>自有条款有{n}处问题</translation>
    </message>
    <message>
        <source>What the second library changes in the first.</source>
        <translation>后一条款库对前一条款库的改动。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>比较前</translation>
    </message>
    <message>
        <source>To</source>
        <translation>比较后</translation>
    </message>
    <message>
        <source>The earlier library</source>
        <translation>在前的条款库</translation>
    </message>
    <message>
        <source>The later library</source>
        <translation>在后的条款库</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Save as a table …</source>
        <translation>存为表格……</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Ours, as it ships</source>
        <translation>随附条款库</translation>
    </message>
    <message>
        <source>Yours, over ours</source>
        <translation>自有条款覆盖随附条款库</translation>
    </message>
    <message>
        <source>Yours, before each last import</source>
        <translation>自有条款各自上次导入之前</translation>
    </message>
    <message>
        <source>A folder …</source>
        <translation>文件夹……</translation>
    </message>
    <message>
        <source>Comparing the clauses</source>
        <translation>正在比较条款</translation>
    </message>
    <message>
        <source>Not everything could be read: {n} faults.</source>
        <translation>有{n}处未能读取。</translation>
    </message>
    <message>
        <source>clauses-compared</source>
        <translation>条款比较</translation>
    </message>
    <message>
        <source>The table has one row for each part of a clause: purpose, the text of each position in Chinese and English, fallback, notes. Edit the words in Word, then import it.</source>
        <translation>表格中条款的每一部分各占一行：用途、各立场的中英文文本、退让、说明。在 Word 中修改文字后再导入。</translation>
    </message>
    <message>
        <source>Which clauses</source>
        <translation>导出哪些</translation>
    </message>
    <message>
        <source>for example LIC-02, LIC-05</source>
        <translation>例如 LIC-02、LIC-05</translation>
    </message>
    <message>
        <source>Numbers of the clauses</source>
        <translation>条款编号</translation>
    </message>
    <message>
        <source>Export to Word …</source>
        <translation>导出到 Word……</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自有条款</translation>
    </message>
    <message>
        <source>The clause shown</source>
        <translation>当前条款</translation>
    </message>
    <message>
        <source>In the contract</source>
        <translation>写入合同的</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>按编号</translation>
    </message>
    <message>
        <source>The whole library</source>
        <translation>全部条款</translation>
    </message>
    <message>
        <source>Clauses: {n}</source>
        <translation>共{n}条</translation>
    </message>
    <message>
        <source>There is no clause to export.</source>
        <translation>没有可以导出的条款。</translation>
    </message>
    <message>
        <source>clauses</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>The table is written: {path}. Edit it in Word, then import it here.</source>
        <translation>已写出 {path}。在 Word 中修改后可在此导入。</translation>
    </message>
    <message>
        <source>Read a Word table that “Export to Word” wrote and you edited. You see what is new, changed and refused before anything is written.</source>
        <translation>读取由“导出到 Word”写出并经你修改的表格。写入之前先列出新增、修改和不能采用之处。</translation>
    </message>
    <message>
        <source>Choose the Word table …</source>
        <translation>选择 Word 表格……</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>What the import would change</source>
        <translation>导入后的变化</translation>
    </message>
    <message>
        <source>How far reading is</source>
        <translation>读取进度</translation>
    </message>
    <message>
        <source>your name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Write {n} clauses</source>
        <translation>写入{n}条</translation>
    </message>
    <message>
        <source>Write {n}, replacing {m} own</source>
        <translation>写入{n}条，替换自有{m}条</translation>
    </message>
    <message>
        <source>Reading the clauses</source>
        <translation>正在读取条款</translation>
    </message>
    <message>
        <source>Writing the clauses</source>
        <translation>正在写入条款</translation>
    </message>
    <message>
        <source>Written: {n} clauses of your own, in {folder}.</source>
        <translation>已写入{n}条自有条款：{folder}</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>全面检查</translation>
    </message>
    <message>
        <source>All checks over the library with your clauses laid over it</source>
        <translation>对覆盖自有条款后的条款库做全部检查</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Your own clauses</source>
        <translation>自有条款</translation>
    </message>
    <message>
        <source>What is wrong with them</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Laid over the library clause by clause; Enter opens one.</source>
        <translation>逐条覆盖随附条款库；回车打开条款。</translation>
    </message>
    <message>
        <source>You have no clauses of your own yet. Export ours as a Word table, edit it in Word and import it: each text you changed is yours from then on.</source>
        <translation>尚无自有条款。可以先导出随附条款为 Word 表格，在 Word 中修改后导入；改过的条款此后即为自有条款。</translation>
    </message>
    <message>
        <source>in place of ours</source>
        <translation>代替随附条款</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未采用</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Found while reading: {n}</source>
        <translation>读取时发现{n}处问题</translation>
    </message>
    <message>
        <source>Nothing wrong was found while reading.</source>
        <translation>读取时未发现问题。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What is wrong, and what to do</source>
        <translation>问题和处理</translation>
    </message>
    <message>
        <source>Checking the clauses</source>
        <translation>正在检查条款</translation>
    </message>
    <message>
        <source>List and faults</source>
        <translation>列表和问题</translation>
    </message>
    <message>
        <source>Import from Word</source>
        <translation>从 Word 导入</translation>
    </message>
    <message>
        <source>Export to Word</source>
        <translation>导出到 Word</translation>
    </message>
    <message>
        <source>Compare libraries</source>
        <translation>比较条款库</translation>
    </message>
    <message>
        <source>Own clauses: list, import, export, comparison</source>
        <translation>自有条款：列表、导入、导出、比较</translation>
    </message>
</context>
<context>
    <name>Packs</name>
    <message>
        <source>Install …</source>
        <translation>安装…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export signed …</source>
        <translation>签名导出…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>New key …</source>
        <translation>新密钥…</translation>
    </message>
    <message>
        <source>Install a pack from a .zip file</source>
        <translation>由 .zip 文件安装数据包</translation>
    </message>
    <message>
        <source>Write the chosen pack as a .zip file</source>
        <translation>把选中的数据包写成 .zip 文件</translation>
    </message>
    <message>
        <source>Write the chosen pack as a .zip file, signed with your key</source>
        <translation>把选中的数据包写成 .zip 文件，并用你的密钥签名</translation>
    </message>
    <message>
        <source>Look for faults in all packs</source>
        <translation>检查全部数据包中的错误</translation>
    </message>
    <message>
        <source>Make a key to sign packs with</source>
        <translation>生成用于给数据包签名的密钥</translation>
    </message>
    <message>
        <source>Exporting the pack</source>
        <translation>正在导出数据包</translation>
    </message>
    <message>
        <source>{path} is written.</source>
        <translation>已写入 {path}。</translation>
    </message>
    <message>
        <source>Reading the pack</source>
        <translation>正在读取数据包</translation>
    </message>
    <message>
        <source>Installing the pack</source>
        <translation>正在安装数据包</translation>
    </message>
    <message>
        <source>{pack} {version} is installed. It applies as soon as the lists are opened anew.</source>
        <translation>已安装 {pack} {version}。清单重新打开后即适用。</translation>
    </message>
    <message>
        <source>{pack} {version} is installed already. Nothing was changed.</source>
        <translation>{pack} {version} 已经安装，未作改动。</translation>
    </message>
    <message>
        <source>The fingerprint is right: trust and install</source>
        <translation>指纹核对无误：信任并安装</translation>
    </message>
    <message>
        <source>Install without a signature</source>
        <translation>没有签名也安装</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Checking the packs</source>
        <translation>正在检查数据包</translation>
    </message>
    <message>
        <source>{packs} packs checked, {problems} problems.</source>
        <translation>检查了{packs}个数据包，问题{problems}处。</translation>
    </message>
    <message>
        <source>{private} and {public} are written. Fingerprint: {fingerprint}. Keep the first to yourself.</source>
        <translation>已写入 {private} 和 {public}。密钥指纹：{fingerprint}。前一个文件请自行妥善保管，不要交给他人。</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Name of an action</source>
        <translation>操作名称</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>The authority's working days are counted from it.</source>
        <translation>主管部门的工作日期限由此起算。</translation>
    </message>
    <message>
        <source>When was the Export Letter of Intent applied for?</source>
        <translation>许可意向书何时申请？</translation>
    </message>
    <message>
        <source>When was the Export Letter of Intent issued?</source>
        <translation>许可意向书何时颁发？</translation>
    </message>
    <message>
        <source>When was the Technology Export Licence applied for?</source>
        <translation>技术出口许可证何时申请？</translation>
    </message>
    <message>
        <source>When was the Technology Export Licence issued?</source>
        <translation>技术出口许可证何时颁发？</translation>
    </message>
    <message>
        <source>What is the matter called?</source>
        <translation>案卷名称是什么？</translation>
    </message>
    <message>
        <source>The title stands on the window, the clause pack and the memo.</source>
        <translation>名称显示在窗口、条款包和备忘录上。</translation>
    </message>
    <message>
        <source>On which day is the matter judged?</source>
        <translation>以哪一天为研判日？</translation>
    </message>
    <message>
        <source>Editions, states of measures and deadlines are taken as of this day.</source>
        <translation>版本、措施状态和期限均以该日为准。</translation>
    </message>
    <message>
        <source>Who handles the matter?</source>
        <translation>由谁承办？</translation>
    </message>
    <message>
        <source>The name stands beside every decision recorded.</source>
        <translation>姓名随每项决定一并记录。</translation>
    </message>
    <message>
        <source>What is the technology called?</source>
        <translation>该技术叫什么？</translation>
    </message>
    <message>
        <source>Words of the name lead to the entries it may fall under.</source>
        <translation>名称中的词语用于查找可能落入的条目。</translation>
    </message>
    <message>
        <source>What does it do?</source>
        <translation>它有什么功能？</translation>
    </message>
    <message>
        <source>Words of the description lead to further entries.</source>
        <translation>描述中的词语用于查找更多条目。</translation>
    </message>
    <message>
        <source>Does the technology exist already?</source>
        <translation>该技术是否已经存在？</translation>
    </message>
    <message>
        <source>Technology still to be developed may fall under another edition by the time it is delivered.</source>
        <translation>尚待开发的技术在交付时可能适用另一版本的目录。</translation>
    </message>
    <message>
        <source>Where does the technology come from?</source>
        <translation>该技术源自哪里？</translation>
    </message>
    <message>
        <source>Foreign origin calls for the foreign regimes beside the PRC ones. Two-letter country codes, separated by commas.</source>
        <translation>源自境外的，除中国制度外还须考虑外国制度。请填两位字母的国别代码，以逗号分隔。</translation>
    </message>
    <message>
        <source>Is the technology already in the public domain?</source>
        <translation>该技术是否已进入公有领域？</translation>
    </message>
    <message>
        <source>It changes the dual-use answer; it never lowers a finding under the technology catalogue.</source>
        <translation>这会改变两用物项的结论，但不会降低技术目录项下的认定。</translation>
    </message>
    <message>
        <source>Does it contain state secrets?</source>
        <translation>是否包含国家秘密？</translation>
    </message>
    <message>
        <source>State secrets are reviewed before anything else.</source>
        <translation>国家秘密先于其他事项审查。</translation>
    </message>
    <message>
        <source>Does important data go with it?</source>
        <translation>是否附带重要数据？</translation>
    </message>
    <message>
        <source>The export of important data needs its own assessment.</source>
        <translation>重要数据出境须另行评估。</translation>
    </message>
    <message>
        <source>Does personal data go with it?</source>
        <translation>是否附带个人信息？</translation>
    </message>
    <message>
        <source>The export of personal data has its own routes.</source>
        <translation>个人信息出境另有其途径。</translation>
    </message>
    <message>
        <source>How does the technology move?</source>
        <translation>技术以何种方式转移？</translation>
    </message>
    <message>
        <source>Only a transfer from inside to outside the PRC is an export; some ways leave that open.</source>
        <translation>只有自境内向境外的转移才是出口；有些方式是否构成转移尚不确定。</translation>
    </message>
    <message>
        <source>In which direction does it move?</source>
        <translation>技术往哪个方向转移？</translation>
    </message>
    <message>
        <source>Where nothing flows out of the PRC, the technology catalogue does not apply.</source>
        <translation>没有技术流出境外的，不适用技术目录。</translation>
    </message>
    <message>
        <source>Which country does it go to?</source>
        <translation>技术去往哪个国家？</translation>
    </message>
    <message>
        <source>Bans, end-use rules and foreign regimes depend on the destination. A two-letter country code.</source>
        <translation>禁令、最终用途规则和外国制度取决于目的地。请填两位字母的国别代码。</translation>
    </message>
    <message>
        <source>What kind of licence is granted?</source>
        <translation>许可属于哪一种？</translation>
    </message>
    <message>
        <source>Exclusive licences of patents to foreigners may need a review of their own.</source>
        <translation>向外国人作专利独占许可的，可能须另经审查。</translation>
    </message>
    <message>
        <source>Does performance continue over time?</source>
        <translation>履行是否持续进行？</translation>
    </message>
    <message>
        <source>Continuing performance is judged by the edition in force now, not by that of the contract date.</source>
        <translation>持续履行的，按现行版本判断，而不是按合同签订日的版本。</translation>
    </message>
    <message>
        <source>Is it within one group of companies?</source>
        <translation>是否在同一集团内部？</translation>
    </message>
    <message>
        <source>Transfers within a group are exports too; the clauses differ.</source>
        <translation>集团内部的转移同样是出口，但条款有所不同。</translation>
    </message>
    <message>
        <source>Was it developed with state funds?</source>
        <translation>是否由国家资金资助开发？</translation>
    </message>
    <message>
        <source>Results of state-funded projects may need the approval of the project authority.</source>
        <translation>国家资助项目的成果可能须经项目主管部门批准。</translation>
    </message>
    <message>
        <source>What will it be used for?</source>
        <translation>技术将用于什么？</translation>
    </message>
    <message>
        <source>End use decides the catch-all rules and is asked for in every application.</source>
        <translation>最终用途决定全面管制规则是否适用，每次申请也都会问到。</translation>
    </message>
    <message>
        <source>Is a military end use or end user possible?</source>
        <translation>是否可能用于军事或由军事用户使用？</translation>
    </message>
    <message>
        <source>A military end use calls for the dual-use regime even for items on no list.</source>
        <translation>有军事最终用途的，即使不在任何清单上也须考虑两用物项制度。</translation>
    </message>
    <message>
        <source>Is there a risk of use for weapons of mass destruction?</source>
        <translation>是否有用于大规模杀伤性武器的风险？</translation>
    </message>
    <message>
        <source>Such knowledge calls for a dual-use licence whatever the lists say.</source>
        <translation>知有此风险的，无论清单如何规定都须取得两用物项许可。</translation>
    </message>
    <message>
        <source>Who exports the technology?</source>
        <translation>由谁出口该技术？</translation>
    </message>
    <message>
        <source>The exporter applies for the licence and is the party the clauses call the Exporter.</source>
        <translation>出口方申请许可证，也就是条款中所称的出口方。</translation>
    </message>
    <message>
        <source>Where is the exporter established?</source>
        <translation>出口方设在哪里？</translation>
    </message>
    <message>
        <source>A PRC exporter brings in PRC export law. A two-letter country code.</source>
        <translation>出口方在中国的，适用中国出口管制法律。请填两位字母的国别代码。</translation>
    </message>
    <message>
        <source>Who receives the technology?</source>
        <translation>由谁接收该技术？</translation>
    </message>
    <message>
        <source>The recipient is held against the party lists.</source>
        <translation>接收方将与各方清单比对。</translation>
    </message>
    <message>
        <source>Where is the recipient established?</source>
        <translation>接收方设在哪里？</translation>
    </message>
    <message>
        <source>The recipient's law may add a regime of its own. A two-letter country code.</source>
        <translation>接收方所在地法律可能带来另一套制度。请填两位字母的国别代码。</translation>
    </message>
    <message>
        <source>What kind of contract is it?</source>
        <translation>合同属于哪一类？</translation>
    </message>
    <message>
        <source>The kind decides which clauses are mandatory and where they stand.</source>
        <translation>合同种类决定哪些条款必备、写在何处。</translation>
    </message>
    <message>
        <source>How far is the contract?</source>
        <translation>合同进行到哪一步？</translation>
    </message>
    <message>
        <source>For restricted technology no substantive negotiation or signing comes before the letter of intent.</source>
        <translation>限制出口技术，取得许可意向书前不得进行实质性谈判或签约。</translation>
    </message>
    <message>
        <source>When will it be signed?</source>
        <translation>何时签署？</translation>
    </message>
    <message>
        <source>Steps and deadlines are counted from it.</source>
        <translation>各步骤和期限由此起算。</translation>
    </message>
    <message>
        <source>On which day was or will the last delivery be?</source>
        <translation>最后一次交付在哪一天？</translation>
    </message>
    <message>
        <source>For a deal already performed it decides which edition applies.</source>
        <translation>对已履行完毕的交易，它决定适用哪一版本。</translation>
    </message>
    <message>
        <source>Which law governs the contract?</source>
        <translation>合同适用哪国法律？</translation>
    </message>
    <message>
        <source>Foreign law calls for clauses that keep mandatory PRC rules in place. A country code.</source>
        <translation>适用外国法的，须写入保留中国强制性规定的条款。请填国别代码。</translation>
    </message>
    <message>
        <source>Is a royalty paid?</source>
        <translation>是否支付提成费？</translation>
    </message>
    <message>
        <source>A royalty changes the date by which free technology is registered.</source>
        <translation>支付提成费会改变自由出口技术合同的登记期限。</translation>
    </message>
    <message>
        <source>Where does the Export Letter of Intent stand?</source>
        <translation>许可意向书办到哪一步？</translation>
    </message>
    <message>
        <source>It is the gate before substantive negotiation.</source>
        <translation>它是实质性谈判前的关口。</translation>
    </message>
    <message>
        <source>Where does the Technology Export Licence stand?</source>
        <translation>技术出口许可证办到哪一步？</translation>
    </message>
    <message>
        <source>The contract takes effect when the licence is issued.</source>
        <translation>合同自许可证颁发之日起生效。</translation>
    </message>
    <message>
        <source>Where does the registration stand?</source>
        <translation>合同登记办到哪一步？</translation>
    </message>
    <message>
        <source>Freely exportable technology is registered after the contract takes effect.</source>
        <translation>自由出口技术的合同在生效后登记。</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message>
        <source>It exists</source>
        <translation>已经存在</translation>
    </message>
    <message>
        <source>In development</source>
        <translation>正在开发</translation>
    </message>
    <message>
        <source>Still to be developed</source>
        <translation>尚待开发</translation>
    </message>
    <message>
        <source>Out of the PRC</source>
        <translation>自境内向境外</translation>
    </message>
    <message>
        <source>Into the PRC</source>
        <translation>自境外向境内</translation>
    </message>
    <message>
        <source>Both ways</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Exclusive</source>
        <translation>独占</translation>
    </message>
    <message>
        <source>Sole</source>
        <translation>排他</translation>
    </message>
    <message>
        <source>Non-exclusive</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>In negotiation</source>
        <translation>谈判中</translation>
    </message>
    <message>
        <source>Drafted</source>
        <translation>已起草</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签署</translation>
    </message>
    <message>
        <source>Being performed</source>
        <translation>履行中</translation>
    </message>
    <message>
        <source>Performed</source>
        <translation>已履行完毕</translation>
    </message>
    <message>
        <source>Terminated</source>
        <translation>已终止</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Overruled</source>
        <translation>否定</translation>
    </message>
    <message>
        <source>Left open</source>
        <translation>留待</translation>
    </message>
    <message>
        <source>It is in force again</source>
        <translation>恢复施行</translation>
    </message>
    <message>
        <source>It is still suspended</source>
        <translation>继续暂停</translation>
    </message>
    <message>
        <source>It has ended</source>
        <translation>已经终止</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>已申请</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>已颁发</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>未获批准</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已失效</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Patent assignment</source>
        <translation>专利权转让</translation>
    </message>
    <message>
        <source>Assignment of a patent application</source>
        <translation>专利申请权转让</translation>
    </message>
    <message>
        <source>Patent licence</source>
        <translation>专利实施许可</translation>
    </message>
    <message>
        <source>Know-how</source>
        <translation>技术秘密</translation>
    </message>
    <message>
        <source>Technical service</source>
        <translation>技术服务</translation>
    </message>
    <message>
        <source>Joint research and development</source>
        <translation>合作研发</translation>
    </message>
    <message>
        <source>Online service or remote calls</source>
        <translation>在线服务或远程调用</translation>
    </message>
    <message>
        <source>Contribution as equity</source>
        <translation>技术出资</translation>
    </message>
    <message>
        <source>Share deal</source>
        <translation>股权交易</translation>
    </message>
    <message>
        <source>Secondment, training or support abroad</source>
        <translation>境外派驻、培训或支持</translation>
    </message>
    <message>
        <source>Publication or open source</source>
        <translation>公开发表或开源</translation>
    </message>
    <message>
        <source>Equipment with technology</source>
        <translation>设备附带技术</translation>
    </message>
    <message>
        <source>Another way</source>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>Patent licence contract</source>
        <translation>专利实施许可合同</translation>
    </message>
    <message>
        <source>Know-how licence or transfer</source>
        <translation>技术秘密许可或转让合同</translation>
    </message>
    <message>
        <source>Services, consulting or training</source>
        <translation>技术服务、咨询或培训合同</translation>
    </message>
    <message>
        <source>Commissioned or joint development</source>
        <translation>委托或合作开发合同</translation>
    </message>
    <message>
        <source>Online service, API or hosted model</source>
        <translation>软件即服务、接口或云端模型合同</translation>
    </message>
    <message>
        <source>Equity with technology contribution</source>
        <translation>增资、股权或技术出资合同</translation>
    </message>
    <message>
        <source>Equipment sale with technology</source>
        <translation>附带技术的设备销售合同</translation>
    </message>
    <message>
        <source>Employment or secondment</source>
        <translation>劳动或派驻合同</translation>
    </message>
    <message>
        <source>Distribution or agency</source>
        <translation>经销或代理合同</translation>
    </message>
    <message>
        <source>Look it up with the authority that issued it. Your answer is kept with your name and the day.</source>
        <translation>请查询发布机关的最新公告；所作认定连同姓名和日期记入案卷。</translation>
    </message>
    <message>
        <source>What do you decide for {regime}?</source>
        <translation>您对“{regime}”作何决定？</translation>
    </message>
    <message>
        <source>Your decision stands beside the program's result and never replaces it. Clauses and steps follow it.</source>
        <translation>您的决定与程序的结论并列，不取代程序的结论；条款和步骤以您的决定为准。</translation>
    </message>
    <message>
        <source>What do you say of {code}?</source>
        <translation>对{code}如何认定？</translation>
    </message>
    <message>
        <source>Your word on this point is kept with your name, the day and the reason. A measured limit never changes by it.</source>
        <translation>律师对这一要点的认定连同姓名、日期和理由一并记入案卷；已测得的限值结论不因此改变。</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Reasons for control: {list}</source>
        <translation>管制理由：{list}</translation>
    </message>
    <message>
        <source>Licence exceptions: {list}</source>
        <translation>许可例外：{list}</translation>
    </message>
    <message>
        <source>Customs codes: {list}</source>
        <translation>海关商品编号：{list}</translation>
    </message>
    <message>
        <source>Unit: {unit}</source>
        <translation>计量单位：{unit}</translation>
    </message>
    <message>
        <source>In the list and announcements</source>
        <translation>清单及公告中的条目</translation>
    </message>
    <message>
        <source>A licence catalogue adds names, customs codes and conditions; it decides nothing.</source>
        <translation>许可证管理目录只补充名称、海关商品编号和条件，不作判定依据。</translation>
    </message>
    <message>
        <source>Beside it in the licence catalogue</source>
        <translation>许可证管理目录中的对应各行</translation>
    </message>
    <message>
        <source>Another instrument: for the application, it decides nothing.</source>
        <translation>另一文件：供申请时使用，不作判定依据。</translation>
    </message>
    <message>
        <source>Show {n} more rows</source>
        <translation>显示其余{n}行</translation>
    </message>
    <message>
        <source>Other lists have this code too, for other items or the same:</source>
        <translation>其他清单中也有此编号，所指物项可能相同，也可能不同：</translation>
    </message>
    <message>
        <source>This entry is not held word for word. The whole text is in the official publication, to fetch by hand:</source>
        <translation>此条目未逐字收录，全文见官方公布的文件（请自行下载）：</translation>
    </message>
    <message>
        <source>and {n} more, listed under Import</source>
        <translation>另有{n}处，列在“导入”中</translation>
    </message>
    <message>
        <source>Import a publication …</source>
        <translation>导入公布文件…</translation>
    </message>
    <message>
        <source>Control point {number}</source>
        <translation>控制要点{number}</translation>
    </message>
    <message>
        <source>Control point</source>
        <translation>控制要点</translation>
    </message>
    <message>
        <source>Further conditions apply or only part is held, so limbs that are met stay open.</source>
        <translation>另有条件须确认，或者只载该要点的一部分，因此已满足的要素仍为未定。</translation>
    </message>
    <message>
        <source>Any one of these is enough. Enter what the product does:</source>
        <translation>满足任一要素即落入。请填入产品的数值：</translation>
    </message>
    <message>
        <source>All of these must be met. Enter what the product does:</source>
        <translation>须同时满足全部要素。请填入产品的数值：</translation>
    </message>
    <message>
        <source>Enter what the product does:</source>
        <translation>请填入产品的数值：</translation>
    </message>
    <message>
        <source>Technology</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Technology of the matter the values belong to</source>
        <translation>数值所属的案卷技术</translation>
    </message>
    <message>
        <source>Add to the matter</source>
        <translation>加入案卷</translation>
    </message>
    <message>
        <source>Copy citation</source>
        <translation>复制引文</translation>
    </message>
    <message>
        <source>List, edition, instrument, code, title and point, ready for a memo</source>
        <translation>目录、版次、文件、编号、名称和要点，可直接用于备忘录</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>Choose a result to read its control points and compare the product with them.</source>
        <translation>选择一条结果，阅读其控制要点，并与产品比对。</translation>
    </message>
    <message>
        <source>no code in the sources</source>
        <translation>来源未载编号</translation>
    </message>
    <message>
        <source>Editions: {list}</source>
        <translation>各版本：{list}</translation>
    </message>
    <message>
        <source>The sources name this entry but give none of its control points.</source>
        <translation>来源提及该条目，但未载其控制要点。</translation>
    </message>
    <message>
        <source>Notes: {text}</source>
        <translation>说明：{text}</translation>
    </message>
    <message>
        <source>Not all control points of this entry are loaded.</source>
        <translation>该条目的控制要点尚未全部载入。</translation>
    </message>
    <message>
        <source>Earlier codes: {codes}</source>
        <translation>曾用编号：{codes}</translation>
    </message>
    <message>
        <source>Source: {text}</source>
        <translation>来源：{text}</translation>
    </message>
    <message>
        <source>Level of check: {text}</source>
        <translation>核对程度：{text}</translation>
    </message>
    <message>
        <source>Instrument: {text}</source>
        <translation>公布文件：{text}</translation>
    </message>
    <message>
        <source>(a new one, named after this entry)</source>
        <translation>（新建，以本条目命名）</translation>
    </message>
    <message>
        <source>value of {name}</source>
        <translation>{name}的数值</translation>
    </message>
    <message>
        <source>add {code}</source>
        <translation>加入{code}</translation>
    </message>
    <message>
        <source>{n} entries of {edition} are loaded; nobody prints how many there are.</source>
        <translation>{edition}已载{n}项；其总数无公开记载。</translation>
    </message>
    <message>
        <source>{n} of {total} entries of {edition} are loaded (the total is derived).</source>
        <translation>{edition}共{total}项（总数系推算），已载{n}项。</translation>
    </message>
    <message>
        <source>{n} of {total} entries of {edition} are loaded.</source>
        <translation>{edition}共{total}项，已载{n}项。</translation>
    </message>
</context>
<context>
    <name>Recheck</name>
    <message>
        <source>Each matter of a folder that was frozen is classified anew and held against what was frozen. The matters themselves are only read.</source>
        <translation>文件夹中已冻结的案卷逐一重新研判，并与冻结时的结果对照。案卷文件本身只读取，不改动。</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>选择文件夹……</translation>
    </message>
    <message>
        <source>Recheck it again</source>
        <translation>重新复核</translation>
    </message>
    <message>
        <source>Save the table …</source>
        <translation>保存表格……</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Open this matter</source>
        <translation>打开这份案卷</translation>
    </message>
    <message>
        <source>Matters and what changed</source>
        <translation>案卷及其变化</translation>
    </message>
    <message>
        <source>Column headings</source>
        <translation>列标题</translation>
    </message>
    <message>
        <source>The control lists are still being opened; try again in a moment.</source>
        <translation>清单尚在打开，请稍候再试。</translation>
    </message>
    <message>
        <source>Rechecking {folder}</source>
        <translation>正在复核{folder}</translation>
    </message>
    <message>
        <source>recheck</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Writing the table</source>
        <translation>正在写出表格</translation>
    </message>
    <message>
        <source>{path} is written.</source>
        <translation>已写出{path}。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>{folder} holds no matter.</source>
        <translation>{folder}中没有案卷。</translation>
    </message>
    <message>
        <source>{folder}: {all} matters; {changed} changed and need a lawyer, {same} unchanged, {never} never frozen, {unread} not readable.</source>
        <translation>{folder}：案卷{all}个，其中有变化须由律师处理{changed}个，无变化{same}个，未冻结{never}个，不能读取{unread}个。</translation>
    </message>
</context>
<context>
    <name>Screening</name>
    <message>
        <source>Name asked</source>
        <translation>所查名称</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分值</translation>
    </message>
    <message>
        <source>Listed name</source>
        <translation>名单所列名称</translation>
    </message>
    <message>
        <source>List</source>
        <translation>名单</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Listed on</source>
        <translation>列入日期</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>and {n} more; ask for a longer name</source>
        <translation>另有{n}个，请用更完整的名称查询</translation>
    </message>
    <message>
        <source>no hit</source>
        <translation>没有命中</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>没有可比对的内容</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>筛查</translation>
    </message>
    <message>
        <source>Screen a list …</source>
        <translation>筛查名称表…</translation>
    </message>
    <message>
        <source>Save the result …</source>
        <translation>保存结果…</translation>
    </message>
    <message>
        <source>A .csv or .xlsx with a column of names</source>
        <translation>含名称列的 .csv 或 .xlsx 文件</translation>
    </message>
    <message>
        <source>Type or paste names, one a line</source>
        <translation>输入或粘贴名称，每行一个</translation>
    </message>
    <message>
        <source>Names to screen, one a line</source>
        <translation>待筛查的名称，每行一个</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Column headings</source>
        <translation>列标题</translation>
    </message>
    <message>
        <source>not loaded, not asked: {title}</source>
        <translation>未导入，未对照：{title}</translation>
    </message>
    <message>
        <source>Import {list} …</source>
        <translation>导入{list}…</translation>
    </message>
    <message>
        <source>{names} names, {hits} with hits. Held against: {lists}</source>
        <translation>共{names}个名称，{hits}个有命中。已对照：{lists}</translation>
    </message>
    <message>
        <source>{list} {held} of {total}, data of {day}</source>
        <translation>{list} {held}/{total}，数据截至 {day}</translation>
    </message>
    <message>
        <source>{n} more lists</source>
        <translation>另{n}份名单</translation>
    </message>
    <message>
        <source>There is no name to screen.</source>
        <translation>没有待筛查的名称。</translation>
    </message>
    <message>
        <source>Line {number} is longer than {most} characters.</source>
        <translation>第{number}行超过{most}个字符。</translation>
    </message>
    <message>
        <source>{path} is not UTF-8. A Chinese spreadsheet program may have saved it.</source>
        <translation>{path} 不是 UTF-8 编码，可能由中文电子表格程序保存。</translation>
    </message>
    <message>
        <source>Read it as GB18030</source>
        <translation>按 GB18030 读取</translation>
    </message>
    <message>
        <source>Screening the names</source>
        <translation>正在筛查名称</translation>
    </message>
    <message>
        <source>screening</source>
        <translation>筛查结果</translation>
    </message>
    <message>
        <source>Writing the result</source>
        <translation>正在写入结果</translation>
    </message>
    <message>
        <source>{path} is written.</source>
        <translation>已写入 {path}。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>{n} found in {ms} ms.</source>
        <translation>找到{n}条，用时{ms}毫秒。</translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation>另有{n}个版本。</translation>
    </message>
    <message>
        <source>{catalogue} {edition}: {n} of {total}.</source>
        <translation>{catalogue} {edition}：{total}项中已载{n}项。</translation>
    </message>
    <message>
        <source>Not all entries are loaded: not found is not uncontrolled.</source>
        <translation>收录不全，没有找到不等于不受管制。</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>All editions</source>
        <translation>全部版本</translation>
    </message>
    <message>
        <source>“{word}” left nothing over.</source>
        <translation>“{word}”使结果为空。</translation>
    </message>
    <message>
        <source>Did you mean:</source>
        <translation>您是否要找：</translation>
    </message>
    <message>
        <source>Words, codes, "phrases", -without, OR, control:restricted</source>
        <translation>词语、编号、“短语”、-排除、OR、管制:限制</translation>
    </message>
    <message>
        <source>Search the control lists</source>
        <translation>检索管制清单</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>按相关度</translation>
    </message>
    <message>
        <source>By code</source>
        <translation>按编号</translation>
    </message>
    <message>
        <source>Filter by edition</source>
        <translation>按版本筛选</translation>
    </message>
    <message>
        <source>Order of the results</source>
        <translation>结果排序</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在检索</translation>
    </message>
    <message>
        <source>Looking for listed names</source>
        <translation>正在查找名单中的名称</translation>
    </message>
    <message>
        <source>On party lists: {count} names like “{query}”. Screen it</source>
        <translation>当事人名单中有{count}个名称与“{query}”相似，去筛查</translation>
    </message>
    <message>
        <source>Nothing found for “{query}”.</source>
        <translation>没有找到“{query}”。</translation>
    </message>
    <message>
        <source>Search every loaded control list by words, code or control. Try one of these:</source>
        <translation>按词语、编号或管制检索全部已载清单。可先试一试：</translation>
    </message>
    <message>
        <source>Opening the control lists …</source>
        <translation>正在打开管制清单……</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Steps and dates</source>
        <translation>步骤与日期</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Opening the control lists</source>
        <translation>正在打开管制清单</translation>
    </message>
    <message>
        <source>Reading the clauses anew</source>
        <translation>正在重新读取条款</translation>
    </message>
    <message>
        <source>{path} cannot be read and was not used.</source>
        <translation>{path}无法读取，未予使用。</translation>
    </message>
    <message>
        <source>{path} cannot be written; this choice lasts until the window closes.</source>
        <translation>{path}无法写入；此项选择仅在窗口关闭前有效。</translation>
    </message>
    <message>
        <source>Untitled matter</source>
        <translation>未命名案卷</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>检索</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>研判</translation>
    </message>
    <message>
        <source>Clauses</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>Editions</source>
        <translation>沿革</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Opening the control lists …</source>
        <translation>正在打开管制清单……</translation>
    </message>
    <message>
        <source>{n} control lists loaded</source>
        <translation>已载{n}套管制清单</translation>
    </message>
    <message>
        <source>{n} problems in packs</source>
        <translation>数据包有{n}处问题</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Prohibited</source>
        <translation>禁止</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Licence required</source>
        <translation>须经许可</translation>
    </message>
    <message>
        <source>Not settled</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>Freely exportable</source>
        <translation>自由出口</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>列入</translation>
    </message>
    <message>
        <source>Side not known</source>
        <translation>类别不明</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>落入</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>Not captured</source>
        <translation>未落入</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>征求意见稿</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>已被取代</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>暂停实施</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>期限已过、后续不明</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止实施</translation>
    </message>
    <message>
        <source>state unknown</source>
        <translation>状态不明</translation>
    </message>
    <message>
        <source>licence catalogue</source>
        <translation>许可证管理目录</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>from a public copy of the official text</source>
        <translation>据官方文本的公开转录</translation>
    </message>
    <message>
        <source>from a public copy of the announcement</source>
        <translation>据公告的公开转录</translation>
    </message>
    <message>
        <source>from a published commentary or survey</source>
        <translation>据已出版的论述</translation>
    </message>
    <message>
        <source>from a secondary source</source>
        <translation>据二手来源</translation>
    </message>
    <message>
        <source>read from the text by the program</source>
        <translation>由程序从条文读出</translation>
    </message>
    <message>
        <source>not checked: shown, never deciding</source>
        <translation>未核对：仅供显示，不作依据</translation>
    </message>
    <message>
        <source>Mandatory</source>
        <translation>必备</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>PRC: technology catalogue</source>
        <translation>中国：技术目录</translation>
    </message>
    <message>
        <source>PRC: dual-use items</source>
        <translation>中国：两用物项</translation>
    </message>
    <message>
        <source>PRC: parallel duties</source>
        <translation>中国：并行义务</translation>
    </message>
    <message>
        <source>United States: EAR</source>
        <translation>美国：出口管理条例</translation>
    </message>
    <message>
        <source>United States: ITAR</source>
        <translation>美国：国际武器贸易条例</translation>
    </message>
    <message>
        <source>European Union: dual-use</source>
        <translation>欧盟：两用物项</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>英国</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>德国</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>日本</translation>
    </message>
    <message>
        <source>South Korea</source>
        <translation>韩国</translation>
    </message>
    <message>
        <source>A  Definitions and scaffolding</source>
        <translation>A  定义与适用</translation>
    </message>
    <message>
        <source>B  Classification and information</source>
        <translation>B  分类与信息</translation>
    </message>
    <message>
        <source>C  Approvals and effectiveness</source>
        <translation>C  许可、登记与生效</translation>
    </message>
    <message>
        <source>D  Parties and sanctions</source>
        <translation>D  交易对手与制裁</translation>
    </message>
    <message>
        <source>E  Use and onward transfer</source>
        <translation>E  用途与再转移</translation>
    </message>
    <message>
        <source>F  Access, people and data</source>
        <translation>F  接触、人员与数据</translation>
    </message>
    <message>
        <source>G  Change in law and relief</source>
        <translation>G  法律变化与履行障碍</translation>
    </message>
    <message>
        <source>H  Termination and exit</source>
        <translation>H  解除与退出</translation>
    </message>
    <message>
        <source>I  Risk and liability</source>
        <translation>I  风险与责任</translation>
    </message>
    <message>
        <source>J  Assurance</source>
        <translation>J  监督与保证</translation>
    </message>
    <message>
        <source>K  Boilerplate interplay</source>
        <translation>K  通用条款联动</translation>
    </message>
    <message>
        <source>L  Deal-specific</source>
        <translation>L  特定交易</translation>
    </message>
    <message>
        <source>read from the text by the program; compare it with the text</source>
        <translation>程序从文字读出，须与原文核对</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>met</source>
        <translation>满足</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>不满足</translation>
    </message>
    <message>
        <source>{name}: controlled when {threshold}; no value entered.</source>
        <translation>{name}：{threshold}时受管制；尚未填入数值。</translation>
    </message>
    <message>
        <source>{name}: controlled when {threshold}; entered {given}: {met}.</source>
        <translation>{name}：{threshold}时受管制；填入{given}，{met}。</translation>
    </message>
</context>
</TS>
